//! The path and the query of a request (Smithy 2.0, "HTTP bindings": `http`, `httpLabel`,
//! `httpQuery`, `httpQueryParams`).

use alloc::string::String;
use alloc::vec::Vec;
use core::ops::ControlFlow;

use percent_encoding::{utf8_percent_encode, AsciiSet, NON_ALPHANUMERIC};

use super::text;
use crate::protocol::EncodeError;
use crate::schema::{Location, Member, Place, TimestampFormat};
use crate::shape::{Shape, Structure, Value};

/// All but the unreserved characters of RFC 3986, section 2.3.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

fn push_escaped(target: &mut String, text: &str) {
    target.extend(utf8_percent_encode(text, ESCAPED));
}

/// Writes the path and the query of the URI pattern, with the members bound to them.
pub(crate) fn path_and_query(pattern: &str, input: &dyn Structure) -> Result<String, EncodeError> {
    let (path, literals) =
        pattern.split_once('?').map_or((pattern, ""), |(path, query)| (path, query));
    let mut uri = String::with_capacity(pattern.len() + 64);
    let mut rest = path;
    while let Some((literal, after)) = rest.split_once('{') {
        uri.push_str(literal);
        let (label, after) = after.split_once('}').ok_or(BAD_PATTERN)?;
        let (name, greedy) = label.strip_suffix('+').map_or((label, false), |name| (name, true));
        push_label(&mut uri, name, greedy, input)?;
        rest = after;
    }
    uri.push_str(rest);
    Query { uri: &mut uri, separator: '?', names: Vec::new() }.write(literals, input)?;
    Ok(uri)
}

const BAD_PATTERN: EncodeError =
    EncodeError { member: "uri", reason: "is a pattern that names no member" };

fn push_label(
    uri: &mut String,
    name: &str,
    greedy: bool,
    input: &dyn Structure,
) -> Result<(), EncodeError> {
    let mut members = input.schema().members().iter().enumerate();
    let (index, member) = members
        .find(|(_, member)| member.name() == name && member.location() == Location::Label)
        .ok_or(BAD_PATTERN)?;
    let refused = |reason| EncodeError { member: member.name(), reason };
    let value = input.member(index).map_or(Value::Absent, Shape::get);
    let text = text::write(value, Place::from(member), TimestampFormat::DateTime)
        .ok_or(refused("must be set: it is a part of the path"))?;
    if text.is_empty() {
        return Err(refused("must not be empty: it is a part of the path"));
    }
    // Such a segment is removed on the way, and with it the one before: another resource.
    let is_dots = |segment: &str| matches!(segment, "." | "..");
    if greedy {
        for (index, segment) in text.split('/').enumerate() {
            if is_dots(segment) {
                return Err(refused(
                    "must not have a segment `.` or `..`: it is a part of the path",
                ));
            }
            if index > 0 {
                uri.push('/');
            }
            push_escaped(uri, segment);
        }
    } else if is_dots(&text) {
        return Err(refused("must not be `.` or `..`: it is a part of the path"));
    } else {
        push_escaped(uri, &text);
    }
    Ok(())
}

/// A query that is being written.
struct Query<'a> {
    uri: &'a mut String,
    separator: char,
    /// The names of what was written, which entries of `httpQueryParams` do not repeat.
    names: Vec<&'a str>,
}

impl<'a> Query<'a> {
    fn write(mut self, literals: &'a str, input: &dyn Structure) -> Result<(), EncodeError> {
        for literal in literals.split('&').filter(|literal| !literal.is_empty()) {
            self.names.push(literal.split_once('=').map_or(literal, |(name, _)| name));
            self.uri.push(self.separator);
            self.uri.push_str(literal);
            self.separator = '&';
        }
        let members = input.schema().members();
        for (index, member) in members.iter().enumerate() {
            if let Location::Query(name) = member.location() {
                let value = input.member(index).map_or(Value::Absent, Shape::get);
                if self.values(name, value, member)? {
                    self.names.push(name);
                }
            }
        }
        for (index, member) in members.iter().enumerate() {
            if member.location() == Location::QueryParams {
                if let Some(Value::Map(map)) = input.member(index).map(Shape::get) {
                    let [_, entry] = member.target().members() else { continue };
                    let mut result = Ok(());
                    let _: ControlFlow<()> = map.visit(&mut |key, shape| {
                        if !self.names.contains(&key) {
                            result = self.values(key, shape.get(), entry).map(|_| ());
                        }
                        if result.is_ok() {
                            ControlFlow::Continue(())
                        } else {
                            ControlFlow::Break(())
                        }
                    });
                    result.map_err(|error| EncodeError { member: member.name(), ..error })?;
                }
            }
        }
        Ok(())
    }

    /// Writes a value, or each entry of a list; tells whether there was any.
    fn values(
        &mut self,
        name: &str,
        value: Value<'_>,
        member: &'static Member,
    ) -> Result<bool, EncodeError> {
        let refused = EncodeError { member: member.name(), reason: "cannot be a query parameter" };
        match (value, member.target().members()) {
            (Value::Absent, _) => Ok(false),
            (Value::List(list), [entry]) => {
                let mut any = false;
                for index in 0..list.len() {
                    match list.get(index).map_or(Value::Absent, Shape::get) {
                        Value::Absent => {}
                        value => {
                            self.parameter(name, value, Place::from(entry))
                                .ok_or(refused.clone())?;
                            any = true;
                        }
                    }
                }
                Ok(any)
            }
            (value, _) => {
                self.parameter(name, value, Place::from(member)).ok_or(refused).map(|()| true)
            }
        }
    }

    fn parameter(&mut self, name: &str, value: Value<'_>, place: Place) -> Option<()> {
        let text = text::write(value, place, TimestampFormat::DateTime)?;
        self.uri.push(self.separator);
        self.separator = '&';
        push_escaped(self.uri, name);
        self.uri.push('=');
        push_escaped(self.uri, &text);
        Some(())
    }
}
