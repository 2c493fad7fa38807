//! Members in headers (Smithy 2.0, "HTTP bindings": `httpHeader`, `httpPrefixHeaders`).

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::ops::ControlFlow;

use http::header::{HeaderMap, HeaderName, HeaderValue};

use super::text;
use crate::protocol::{DecodeError, EncodeError};
use crate::schema::{Kind, Location, Member, Place, TimestampFormat};
use crate::shape::{List, Mismatch, Shape, Slot, Structure, Value};
use crate::validate::Missing;

/// Writes the members that are bound to headers. A header of its own wins over one of a prefix.
pub(crate) fn write(structure: &dyn Structure, headers: &mut HeaderMap) -> Result<(), EncodeError> {
    let members = structure.schema().members();
    let value_of = |index| structure.member(index).map_or(Value::Absent, Shape::get);
    for (index, member) in members.iter().enumerate() {
        if let (Location::PrefixHeaders(prefix), Value::Map(map)) =
            (member.location(), value_of(index))
        {
            let [_, entry] = member.target().members() else { continue };
            let mut result = Ok(());
            let _: ControlFlow<()> = map.visit(&mut |key, shape| {
                result = insert(headers, &format!("{prefix}{key}"), shape.get(), entry, member);
                if result.is_ok() {
                    ControlFlow::Continue(())
                } else {
                    ControlFlow::Break(())
                }
            });
            result?;
        }
    }
    for (index, member) in members.iter().enumerate() {
        if let Location::Header(name) = member.location() {
            insert(headers, name, value_of(index), member, member)?;
        }
    }
    Ok(())
}

/// Sets one header to the value at `place`; `member` is the one that messages are about.
fn insert(
    headers: &mut HeaderMap,
    name: &str,
    value: Value<'_>,
    place: &'static Member,
    member: &'static Member,
) -> Result<(), EncodeError> {
    let refused = |reason| EncodeError { member: member.name(), reason };
    let text: Cow<'_, str> = match (value, place.target().members()) {
        (Value::Absent, _) => return Ok(()),
        (Value::List(list), [entry]) => {
            Cow::Owned(list_text(list, Place::from(entry)).ok_or(refused("cannot be a header"))?)
        }
        (value, _) => {
            scalar_text(value, Place::from(place)).ok_or(refused("cannot be a header"))?
        }
    };
    let name = HeaderName::from_bytes(name.as_bytes())
        .map_err(|_| refused("has a key that cannot name a header"))?;
    // Control characters are refused, line ends among them; other text travels as UTF-8.
    let mut value = HeaderValue::from_bytes(text.as_bytes())
        .map_err(|_| refused("has characters that no header can hold"))?;
    value.set_sensitive(member.is_sensitive() || place.is_sensitive());
    headers.insert(name, value);
    Ok(())
}

fn scalar_text(value: Value<'_>, place: Place) -> Option<Cow<'_, str>> {
    match value {
        Value::String(value) if place.media_type().is_some() => {
            Some(Cow::Owned(text::to_base64(value)))
        }
        value => text::write(value, place, TimestampFormat::HttpDate),
    }
}

/// Entries with commas between them; strings that would be read as something else are quoted.
fn list_text(list: &dyn List, place: Place) -> Option<String> {
    let mut result = String::new();
    let mut separator = "";
    for index in 0..list.len() {
        let value = list.get(index).map_or(Value::Absent, Shape::get);
        if matches!(value, Value::Absent) {
            continue;
        }
        result.push_str(separator);
        separator = ", ";
        let text = scalar_text(value, place)?;
        let quoted = matches!(value, Value::String(_))
            && (text.is_empty() || text.contains(['"', ',']) || text.trim().len() != text.len());
        if quoted {
            result.push('"');
            for character in text.chars() {
                if matches!(character, '"' | '\\') {
                    result.push('\\');
                }
                result.push(character);
            }
            result.push('"');
        } else {
            result.push_str(&text);
        }
    }
    Some(result)
}

/// Reads the members that are bound to headers, and takes in required ones that are missing.
pub(crate) fn read(
    headers: &HeaderMap,
    structure: &mut dyn Structure,
    missing: &mut Missing,
) -> Result<(), DecodeError> {
    let members = structure.schema().members();
    for (index, member) in members.iter().enumerate() {
        match member.location() {
            Location::Header(name) => {
                let Some(shape) = structure.member_mut(index) else { continue };
                let values = texts(headers, name)?;
                if values.is_empty() {
                    if member.is_required() {
                        missing.push(member.name());
                    }
                    continue;
                }
                fill(shape, &values, member).map_err(|mismatch| unreadable(name, mismatch))?;
            }
            Location::PrefixHeaders(prefix) => {
                let Some(shape) = structure.member_mut(index) else { continue };
                fill_prefixed(headers, prefix, shape, member)?;
            }
            _ => {}
        }
    }
    Ok(())
}

fn unreadable(name: &str, mismatch: Mismatch) -> DecodeError {
    DecodeError { at: name.into(), message: format!("{mismatch}, found another header value") }
}

/// The values of a header, in order, without the white space around them.
fn texts<'h>(headers: &'h HeaderMap, name: &str) -> Result<Vec<&'h str>, DecodeError> {
    let text = |value: &'h HeaderValue| core::str::from_utf8(value.as_bytes()).map(str::trim);
    let texts: Result<_, _> = headers.get_all(name).iter().map(text).collect();
    texts.map_err(|_| unreadable(name, Mismatch { expected: "text" }))
}

fn fill(shape: &mut dyn Shape, values: &[&str], member: &'static Member) -> Result<(), Mismatch> {
    match (shape.slot(), member.target().members()) {
        (Slot::List(list), [entry]) => {
            list.clear();
            let place = Place::from(entry);
            for value in values {
                for text in split(value, place).ok_or(Mismatch { expected: "a list" })? {
                    let shape = list.push().ok_or(Mismatch { expected: "fewer entries" })?;
                    fill_scalar(shape.slot(), &text, place)?;
                }
            }
            Ok(())
        }
        (slot, _) => {
            fill_scalar(slot, values.first().copied().unwrap_or_default(), Place::from(member))
        }
    }
}

fn fill_scalar(slot: Slot<'_>, text: &str, place: Place) -> Result<(), Mismatch> {
    if place.media_type().is_some() && matches!(place.schema().kind(), Kind::String | Kind::Enum(_))
    {
        let text = text::from_base64(text).ok_or(Mismatch { expected: "a string of base64" })?;
        return slot.set_string(&text);
    }
    text::read(slot, text, place, TimestampFormat::HttpDate)
}

/// The entries of a list in one header value.
fn split(value: &str, place: Place) -> Option<Vec<Cow<'_, str>>> {
    let format = place.timestamp_format().unwrap_or(TimestampFormat::HttpDate);
    if place.schema().kind() == Kind::Timestamp && format == TimestampFormat::HttpDate {
        return Some(split_dates(value));
    }
    let mut entries = Vec::new();
    let mut rest = value.trim();
    while !rest.is_empty() {
        let after = if let Some(quoted) = rest.strip_prefix('"') {
            let (entry, after) = unquote(quoted)?;
            entries.push(Cow::Owned(entry));
            after.trim_start()
        } else {
            let end = rest.find(',').unwrap_or(rest.len());
            let (entry, after) = rest.split_at_checked(end)?;
            entries.push(Cow::Borrowed(entry.trim()));
            after
        };
        rest = match after.strip_prefix(',') {
            Some(next) => next.trim_start(),
            None if after.is_empty() => after,
            None => return None,
        };
    }
    Some(entries)
}

/// A date as of RFC 9110 has one comma itself.
fn split_dates(value: &str) -> Vec<Cow<'_, str>> {
    let commas: Vec<usize> =
        value.match_indices(',').map(|(at, _)| at).skip(1).step_by(2).collect();
    let mut entries = Vec::new();
    let mut start = 0;
    for end in commas.into_iter().chain([value.len()]) {
        let entry = value.get(start..end).unwrap_or_default().trim();
        if !entry.is_empty() {
            entries.push(Cow::Borrowed(entry));
        }
        start = end + 1;
    }
    entries
}

/// The text up to the closing quote, and what follows the quote.
fn unquote(text: &str) -> Option<(String, &str)> {
    let mut entry = String::new();
    let mut characters = text.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => return Some((entry, text.get(at + 1..)?)),
            '\\' => entry.push(characters.next()?.1),
            _ => entry.push(character),
        }
    }
    None
}

fn fill_prefixed(
    headers: &HeaderMap,
    prefix: &str,
    shape: &mut dyn Shape,
    member: &'static Member,
) -> Result<(), DecodeError> {
    let [_, entry] = member.target().members() else { return Ok(()) };
    let lower = prefix.to_ascii_lowercase();
    let names: Vec<_> = headers
        .keys()
        .filter_map(|name| Some((name, name.as_str().strip_prefix(&lower)?)))
        .collect();
    if names.is_empty() {
        return Ok(());
    }
    let Slot::Map(map) = shape.slot() else { return Ok(()) };
    for (name, key) in names {
        let values = texts(headers, name.as_str())?;
        let Some(shape) = map.insert(key) else { continue };
        fill(shape, &[&values.join(", ")], entry)
            .map_err(|mismatch| unreadable(name.as_str(), mismatch))?;
    }
    Ok(())
}
