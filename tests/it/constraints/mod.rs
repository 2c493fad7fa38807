//! Every constraint of the `CodeCatalyst` model, at every place where it holds.
//!
//! Which constraints there are comes from the model files; what is valid and what is not, and what
//! a violation says, comes from tables written by hand. A constraint without an entry in a table
//! fails, and so does an entry that no constraint uses.

mod enums;
mod limits;
mod model;
mod patterns;
mod roots;
mod value;

use std::collections::BTreeSet;
use std::slice;

use ferrosmith_runtime::json;
use ferrosmith_runtime::schema::Kind;
use ferrosmith_runtime::shape::{Structure, Value as Read};
use ferrosmith_runtime::validate::{validate_with, Options, Violations};

use self::model::{Constraint, Site};
use self::roots::{Root, Value};
use self::value::Content;

/// How many constraints the model has, each counted once a member or list entry. A change of the
/// model changes it; a walk that loses its way does too.
const CONSTRAINTS: usize = 820;

/// Members of structures, which the walk must all have seen.
const MEMBERS: usize = 388;

fn root_of(site: &Site) -> Root {
    let root = roots::all().into_iter().find(|root| root.shape == site.root);
    root.unwrap_or_else(|| panic!("{} is not in the list of roots", site.root))
}

/// A valid value of the root with this content at the place.
fn value_with(site: &Site, content: &Content) -> Box<dyn Value> {
    let mut value = (root_of(site).empty)();
    value::make_valid(value.structure_mut());
    value::set(value.structure_mut(), &site.route, content);
    value
}

fn texts(result: Result<(), Violations>) -> Vec<String> {
    let violations = result.err().into_iter().flatten();
    violations.map(|violation| violation.to_string()).collect()
}

/// What a client's check says of the value.
fn client(site: &Site, content: &Content) -> Vec<String> {
    texts(value_with(site, content).check())
}

/// What a server's check says of the value.
fn server(site: &Site, content: &Content) -> Vec<String> {
    texts(validate_with(value_with(site, content).structure(), &Options::SERVER))
}

#[test]
fn every_member_is_reached_and_every_constraint_is_counted() {
    let model = model::read();
    let seen: BTreeSet<&str> = model.places.iter().map(String::as_str).collect();
    let declared: BTreeSet<&str> = model.declared.iter().map(String::as_str).collect();
    assert_eq!(seen, declared);
    assert_eq!(seen.len(), MEMBERS);
    let constraints: BTreeSet<(&str, Constraint)> =
        model.sites.iter().map(|site| (site.place.as_str(), site.constraint)).collect();
    assert_eq!(constraints.len(), CONSTRAINTS);
}

#[test]
fn a_value_with_its_required_members_alone_is_valid() {
    for root in roots::all() {
        let mut value = (root.empty)();
        value::make_valid(value.structure_mut());
        assert_eq!(texts(value.check()), <[String; 0]>::default(), "{}", root.shape);
        assert_eq!(value.structure().schema().name(), root.shape);
    }
}

#[test]
fn the_last_valid_and_the_first_invalid_length_and_number() {
    let mut used = BTreeSet::new();
    let bounded =
        [Constraint::LengthMin, Constraint::LengthMax, Constraint::RangeMin, Constraint::RangeMax];
    for site in model::read().sites.iter().filter(|site| bounded.contains(&site.constraint)) {
        let (row, end) = limits::find(site).unwrap_or_else(|| panic!("no limit for {site:?}"));
        used.insert((row.place, end.constraint));
        let path = site.pointer();
        let about_pattern = |breaks: bool| {
            breaks.then(|| {
                format!(
                    "Value at '{path}' failed to satisfy constraint: {}",
                    patterns::message(site)
                )
            })
        };
        let inside = end.inside.content();
        let expected: Vec<String> = about_pattern(end.inside.breaks_pattern).into_iter().collect();
        assert_eq!(client(site, &inside), expected, "{site:?} {inside:?}");
        let Some(outside) = end.outside else { continue };
        let content = outside.content();
        let with_length = match site.constraint {
            Constraint::LengthMin | Constraint::LengthMax => {
                format!("with length {} ", outside.length())
            }
            _ => String::new(),
        };
        let message = format!(
            "Value {with_length}at '{path}' failed to satisfy constraint: Member must {}",
            row.member_must
        );
        let expected: Vec<String> =
            [message].into_iter().chain(about_pattern(outside.breaks_pattern)).collect();
        assert_eq!(client(site, &content), expected, "{site:?} {content:?}");
    }
    let written: BTreeSet<(&str, Constraint)> = limits::ROWS
        .iter()
        .flat_map(|row| row.ends.iter().map(|end| (row.place, end.constraint)))
        .collect();
    assert_eq!(written, used, "limits that are written down more than once, or that nothing uses");
    assert_eq!(written.len(), limits::ROWS.iter().map(|row| row.ends.len()).sum::<usize>());
}

/// The length of the member replaces that of its target as a whole, the greatest one included.
#[test]
fn a_member_with_a_least_length_alone_takes_a_long_text() {
    let sites = model::read().sites;
    let has_greatest = |site: &Site| {
        sites
            .iter()
            .any(|other| other.constraint == Constraint::LengthMax && other.place == site.place)
    };
    let without: Vec<&Site> = sites
        .iter()
        .filter(|site| site.constraint == Constraint::LengthMin && !has_greatest(site))
        .collect();
    assert_eq!(without.len(), 6);
    for site in without {
        assert_eq!(
            client(site, &Content::Text("a".repeat(10_000))),
            <[String; 0]>::default(),
            "{site:?}"
        );
    }
}

#[test]
fn texts_on_both_sides_of_every_pattern() {
    let mut used = BTreeSet::new();
    for site in model::read().sites.iter().filter(|site| site.constraint == Constraint::Pattern) {
        let (place, pattern) =
            patterns::find(site).unwrap_or_else(|| panic!("no samples for {site:?}"));
        used.insert(place);
        let expected = format!(
            "Value at '{}' failed to satisfy constraint: {}",
            site.pointer(),
            patterns::message(site)
        );
        let samples = pattern
            .matches
            .iter()
            .map(|text| (text, true))
            .chain(pattern.rejects.iter().map(|text| (text, false)));
        for (text, matches) in samples {
            let mut found = client(site, &Content::Text((*text).to_owned()));
            // Some samples are too short or too long for some places, which is another constraint.
            found.retain(|message| !message.starts_with("Value with length"));
            let expected: Vec<String> = (!matches).then(|| expected.clone()).into_iter().collect();
            assert_eq!(found, expected, "{site:?} {text:?}");
        }
    }
    let written: BTreeSet<&str> =
        patterns::PATTERNS.iter().flat_map(|pattern| pattern.places).copied().collect();
    assert_eq!(written, used);
}

#[test]
fn the_values_of_every_enum_are_known_and_others_are_left_to_the_service() {
    let mut used = BTreeSet::new();
    for site in model::read().sites.iter().filter(|site| site.constraint == Constraint::Enum) {
        let (shape, values) =
            enums::find(&site.target).unwrap_or_else(|| panic!("no values for {site:?}"));
        used.insert(shape);
        for known in values {
            let content = Content::Text((*known).to_owned());
            assert_eq!(server(site, &content), <[String; 0]>::default(), "{site:?} {known}");
        }
        let message = format!(
            "Value at '{}' failed to satisfy constraint: Member must satisfy enum value set: [{}]",
            site.pointer(),
            values.join(", ")
        );
        let lower_case = values[0].to_lowercase();
        let differs = if values.contains(&lower_case.as_str()) {
            values[0].to_uppercase()
        } else {
            lower_case
        };
        for unknown in ["", "SOMETHING_NEW", &differs] {
            let content = Content::Text(unknown.to_owned());
            assert_eq!(server(site, &content), slice::from_ref(&message), "{site:?} {unknown:?}");
            assert_eq!(client(site, &content), <[String; 0]>::default(), "{site:?} {unknown:?}");
        }
    }
    assert_eq!(used, enums::VALUES.iter().map(|(shape, _)| *shape).collect());
}

/// Required members are plain fields, so that only a reader can miss them: it tells of each.
#[test]
fn a_required_member_cannot_be_absent_and_is_missed_by_readers() {
    let mut tested = BTreeSet::new();
    let model = model::read();
    for site in model.sites.iter().filter(|site| site.constraint == Constraint::Required) {
        let Some((structure_name, member_name)) = site.place.split_once('$') else {
            panic!("{site:?} is no member");
        };
        let (_, holder) = site.route.split_last().unwrap();
        let mut root = (root_of(site).empty)();
        let structure = value::structure_at(root.structure_mut(), holder);
        let schema = structure.schema();
        assert_eq!((schema.name(), schema.kind()), (structure_name, Kind::Structure));
        let index =
            schema.members().iter().position(|member| member.name() == member_name).unwrap();
        structure.member_mut(index).unwrap().reset();
        assert!(!is_absent(structure, index), "{site:?} can be left out");

        let expected = &model.required[structure_name];
        let nulls =
            expected.iter().map(|name| format!("\"{name}\":null")).collect::<Vec<_>>().join(",");
        for text in ["{}".to_owned(), format!("{{{nulls}}}")] {
            let missing = json::from_slice(text.as_bytes(), structure).unwrap();
            let found: BTreeSet<String> = missing.into_pointers().into_iter().collect();
            let expected: BTreeSet<String> =
                expected.iter().map(|name| format!("/{name}")).collect();
            assert_eq!(found, expected, "{structure_name} from {text}");
        }
        tested.insert(&site.place);
    }
    assert_eq!(tested.len(), model.required.values().map(Vec::len).sum::<usize>());
}

fn is_absent(structure: &dyn Structure, index: usize) -> bool {
    structure.member(index).is_none_or(|member| matches!(member.get(), Read::Absent))
}
