//! Examples of mixins.rst.

use super::{load, names, shapes};
use crate::model::Shape;

fn mixin(name: &str, mixins: &[&str], members: &str, traits: &str) -> String {
    let separator = if traits.is_empty() { "" } else { "," };
    let traits = format!("\"smithy.api#mixin\":{{}}{separator}{traits}");
    structure(name, mixins, members, &traits)
}

fn structure(name: &str, mixins: &[&str], members: &str, traits: &str) -> String {
    let mixins: Vec<String> =
        mixins.iter().map(|mixin| format!("{{\"target\":\"a#{mixin}\"}}")).collect();
    format!(
        "\"a#{name}\":{{\"type\":\"structure\",\"mixins\":[{}],\"members\":{{{members}}},\
         \"traits\":{{{traits}}}}}",
        mixins.join(",")
    )
}

fn member(name: &str, target: &str, documentation: &str) -> String {
    format!(
        "\"{name}\":{{\"target\":\"smithy.api#{target}\",\
         \"traits\":{{\"smithy.api#documentation\":\"{documentation}\"}}}}"
    )
}

fn value<'a>(shape: Option<&'a Shape>, id: &str) -> Option<&'a str> {
    shape?.traits.get(id)?.as_str()
}

/// "Traits and mixins": the example of `StructD`.
#[test]
fn traits_of_later_mixins_win() {
    let text = [
        mixin("A", &[], "", r#""smithy.api#documentation":"A","t#foo":"1","t#one":"1""#),
        mixin("B", &[], "", r#""smithy.api#documentation":"B","t#foo":"2","t#two":"2""#),
        mixin("C", &["A", "B"], "", r#""smithy.api#documentation":"C","t#three":"3""#),
        structure("D", &["C"], "", r#""smithy.api#documentation":"D","t#four":"4""#),
    ];
    let (model, codes) = load(&[&shapes(&text.join(","))]);
    assert_eq!(codes, [""; 0]);
    let shape = model.lookup("a#D");
    assert_eq!(value(shape, "smithy.api#documentation"), Some("D"));
    let expected =
        [("t#foo", "2"), ("t#one", "1"), ("t#two", "2"), ("t#three", "3"), ("t#four", "4")];
    for (id, expected) in expected {
        assert_eq!(value(shape, id), Some(expected), "{id}");
    }
    assert!(shape.is_some_and(|shape| !shape.is_mixin()));
}

/// "Mixin local traits"
#[test]
fn local_traits_stay() {
    let text = [
        r#""a#M":{"type":"structure","traits":{"smithy.api#private":{},"smithy.api#title":"T",
            "smithy.api#mixin":{"localTraits":["smithy.api#private"]}}}"#
            .to_owned(),
        structure("S", &["M"], "", ""),
    ];
    let (model, _) = load(&[&shapes(&text.join(","))]);
    let shape = model.lookup("a#S");
    assert!(shape.is_some_and(|shape| !shape.traits.private()));
    assert_eq!(value(shape, "smithy.api#title"), Some("T"));
}

/// "Member ordering"
#[test]
fn members_of_mixins_come_first() {
    let text = [
        structure(
            "Input",
            &["Paginated", "Filtered"],
            &[member("sizeFilter", "Integer", "")].join(","),
            "",
        ),
        mixin("Filtered", &[], &member("nameFilter", "String", ""), ""),
        mixin(
            "Paginated",
            &[],
            &[member("nextToken", "String", ""), member("pageSize", "Integer", "")].join(","),
            "",
        ),
    ];
    let (model, _) = load(&[&shapes(&text.join(","))]);
    let shape = model.lookup("a#Input");
    assert_eq!(names(shape), ["nextToken", "pageSize", "nameFilter", "sizeFilter"]);
    let ids: Vec<&str> =
        shape.into_iter().flat_map(Shape::members).map(|member| member.id.as_str()).collect();
    assert!(ids.iter().all(|id| id.starts_with("a#Input$")), "{ids:?}");
}

/// "Adding and replacing traits on copied members", by `apply` and by redefinition.
#[test]
fn inherited_members_take_traits() {
    let base = mixin("M", &[], &member("m", "String", "general"), "");
    let applied = |text: &str| {
        shapes(&format!(
            "\"a#S$m\":{{\"type\":\"apply\",\"traits\":\
             {{\"smithy.api#documentation\":\"{text}\"}}}}"
        ))
    };
    let of = |files: &[&str]| {
        let (model, codes) = load(files);
        let member = model.lookup("a#S").and_then(|shape| shape.member("m"));
        (member.and_then(|at| at.traits.documentation()).map(str::to_owned), codes)
    };
    let plain = shapes(&format!("{base},{}", structure("S", &["M"], "", "")));
    assert_eq!(of(&[&plain]).0.as_deref(), Some("general"));
    assert_eq!(of(&[&plain, &applied("special")]), (Some("special".to_owned()), Vec::new()));
    assert_eq!(of(&[&applied("special"), &plain]), (Some("special".to_owned()), Vec::new()));
    let twice = of(&[&plain, &applied("one"), &applied("two")]);
    assert_eq!(twice, (Some("one".to_owned()), vec!["FS0112".to_owned()]));
    let redefined = structure("S", &["M"], &member("m", "String", "own"), "");
    let redefined = shapes(&format!("{base},{redefined}"));
    assert_eq!(of(&[&redefined]), (Some("own".to_owned()), Vec::new()));
    // A trait applied to the mixin reaches those who use it.
    let other = "{\"smithy\":\"2\",\"shapes\":{\"a#M$m\":{\"type\":\"apply\",\"traits\":\
                 {\"smithy.api#required\":{}}}}}";
    let (model, _) = load(&[&plain, other]);
    let member = model.lookup("a#S").and_then(|shape| shape.member("m"));
    assert!(member.is_some_and(|member| member.traits.required()));
}

/// "Service mixins"
#[test]
fn services_merge_properties() {
    let (model, codes) = load(&[r#"{"smithy":"2.0","shapes":{
        "a#OpA":{"type":"operation"},"a#OpB":{"type":"operation"},"a#OpC":{"type":"operation"},
        "a#A":{"type":"service","version":"A","operations":[{"target":"a#OpA"}],
            "traits":{"smithy.api#mixin":{}}},
        "a#B":{"type":"service","version":"B","mixins":[{"target":"a#A"}],
            "rename":{"a#X":"FromB","a#Y":"FromB2"},"operations":[{"target":"a#OpB"}],
            "traits":{"smithy.api#mixin":{}}},
        "a#C":{"type":"service","version":"C","mixins":[{"target":"a#B"}],
            "rename":{"a#X":"FromC"},"operations":[{"target":"a#OpC"}]}}}"#]);
    assert_eq!(codes, [""; 0]);
    let service = model.lookup("a#C").and_then(Shape::as_service);
    let operations: Vec<&str> = service
        .into_iter()
        .flat_map(|service| &service.operations)
        .map(|operation| operation.target.name())
        .collect();
    assert_eq!(operations, ["OpA", "OpB", "OpC"]);
    assert_eq!(service.map(|service| service.version.as_ref()), Some("C"));
    let renames: Vec<&str> = service
        .into_iter()
        .flat_map(|service| service.rename.values())
        .map(|rename| rename.name.as_ref())
        .collect();
    assert_eq!(renames, ["FromC", "FromB2"]);
}

#[test]
fn simple_shapes_lists_and_maps_inherit() {
    let (model, codes) = load(&[r#"{"smithy":"2.0","shapes":{
        "a#Base":{"type":"string","traits":{"smithy.api#mixin":{},"smithy.api#pattern":"^a"}},
        "a#Name":{"type":"string","mixins":[{"target":"a#Base"}],
            "traits":{"smithy.api#length":{"min":8}}},
        "a#LM":{"type":"list","member":{"target":"a#Name"},"traits":{"smithy.api#mixin":{}}},
        "a#L":{"type":"list","mixins":[{"target":"a#LM"}]}}}"#]);
    assert_eq!(codes, [""; 0]);
    assert_eq!(value(model.lookup("a#Name"), "smithy.api#pattern"), Some("^a"));
    let item = model.lookup("a#L").and_then(|shape| shape.member("member"));
    assert_eq!(item.map(|member| member.id.as_str()), Some("a#L$member"));
    assert_eq!(item.map(|member| member.target.as_str()), Some("a#Name"));
}
