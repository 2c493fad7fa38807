use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use http::HeaderMap;

use super::*;
use crate::schema::{Kind, Member, Schema};
use crate::shape::Structure as _;
use crate::testing::{structure, INTEGER, SECRET, STRING, STRINGS, STRING_MAP};
use crate::timestamp::Timestamp;
use crate::validate::Missing;

static TIMESTAMP: Schema = Schema::simple("smithy.api#Timestamp", Kind::Timestamp);
static TIMESTAMPS: Schema = Schema::list("test#Timestamps", &[Member::new("member", &TIMESTAMP)]);
static INTEGERS: Schema = Schema::list("test#Integers", &[Member::new("member", &INTEGER)]);
static JSON: Schema = Schema::string("test#Json").media_type("application/json");
static LIST_MAP: Schema =
    Schema::map("test#ListMap", &[Member::new("key", &STRING), Member::new("value", &STRINGS)]);

structure!(Labels {
    name: Option<String> = Member::new("name", &STRING).label(),
    rest: String = Member::new("rest", &STRING).label(),
    page: Option<i32> = Member::new("page", &INTEGER).query("page size"),
    tags: Option<Vec<String>> = Member::new("tags", &STRINGS).query("tag"),
    since: Option<Timestamp> = Member::new("since", &TIMESTAMP).query("since"),
    others: Option<BTreeMap<String, Vec<String>>> = Member::new("others", &LIST_MAP).query_params(),
});

fn labels(name: &str, rest: &str) -> Labels {
    Labels { name: Some(name.into()), rest: rest.into(), ..Labels::empty() }
}

fn uri(labels: &Labels) -> Result<String, String> {
    uri::path_and_query("/v1/{name}/of/{rest+}?fixed&a=b", labels)
        .map_err(|error| error.to_string())
}

#[test]
fn all_but_unreserved_characters_of_a_label_are_escaped() {
    let name = " %:/?#[]@!$&'()*+,;=\u{1f639}-._~aZ9";
    assert_eq!(
        uri(&labels(name, "there/guy b/")).unwrap(),
        "/v1/%20%25%3A%2F%3F%23%5B%5D%40%21%24%26%27%28%29%2A%2B%2C%3B%3D%F0%9F%98%B9-._~aZ9/of/there/guy%20b/?fixed&a=b"
    );
}

#[test]
fn a_label_that_would_name_another_resource_is_refused() {
    for wrong in [
        labels("", "a"),
        labels(".", "a"),
        labels("..", "a"),
        Labels { name: None, ..labels("", "a") },
    ] {
        assert!(uri(&wrong).unwrap_err().starts_with("`name` must"));
    }
    for rest in ["", ".", "..", "a/../b", "a/.", "./a"] {
        assert!(uri(&labels("a", rest)).unwrap_err().starts_with("`rest` must"), "{rest}");
    }
    assert_eq!(uri(&labels("...", "a..b")).unwrap(), "/v1/.../of/a..b?fixed&a=b");
}

#[test]
fn queries_have_literals_then_members_then_the_rest() {
    let labels = Labels {
        page: Some(5),
        tags: Some(vec!["x y".into(), String::new()]),
        since: Some(Timestamp::EPOCH),
        others: Some(BTreeMap::from([
            ("a".into(), vec!["literal wins".into()]),
            ("tag".into(), vec!["member wins".into()]),
            ("z&".into(), vec!["1".into(), "2=".into()]),
        ])),
        ..labels("n", "r")
    };
    assert_eq!(
        uri(&labels).unwrap(),
        "/v1/n/of/r?fixed&a=b&page%20size=5&tag=x%20y&tag=&since=1970-01-01T00%3A00%3A00Z&z%26=1&z%26=2%3D"
    );
}

structure!(Headers {
    text: Option<String> = Member::new("text", &STRING).header("X-Text"),
    secret: Option<String> = Member::new("secret", &SECRET).header("X-Secret"),
    json: Option<String> = Member::new("json", &JSON).header("X-Json"),
    list: Option<Vec<String>> = Member::new("list", &STRINGS).header("X-List"),
    numbers: Option<Vec<i32>> = Member::new("numbers", &INTEGERS).header("X-Numbers"),
    dates: Option<Vec<Timestamp>> = Member::new("dates", &TIMESTAMPS).header("X-Dates"),
    prefixed: Option<BTreeMap<String, String>> = Member::new("prefixed", &STRING_MAP).prefix_headers("X-Pre-"),
    needed: String = Member::new("needed", &STRING).required().header("X-Needed"),
});

fn written(headers: &Headers) -> Result<HeaderMap, String> {
    let mut map = HeaderMap::new();
    header::write(headers, &mut map).map_err(|error| error.to_string())?;
    Ok(map)
}

#[test]
fn headers_come_back_as_they_were() {
    let headers = Headers {
        text: Some("a, b".into()),
        secret: Some("s".into()),
        json: Some("true".into()),
        list: Some(vec!["b,c".into(), "\"def\\\"".into(), "a".into(), String::new(), " x ".into()]),
        numbers: Some(vec![1, -2]),
        dates: Some(vec![Timestamp::EPOCH, Timestamp::EPOCH]),
        prefixed: Some(BTreeMap::from([("abc".into(), "Abc value".into())])),
        needed: "n".into(),
    };
    let map = written(&headers).unwrap();
    assert_eq!(map["x-json"], "dHJ1ZQ==");
    assert_eq!(map["x-list"], r#""b,c", "\"def\\\"", a, "", " x ""#);
    assert_eq!(map["x-numbers"], "1, -2");
    assert_eq!(map["x-dates"], "Thu, 01 Jan 1970 00:00:00 GMT, Thu, 01 Jan 1970 00:00:00 GMT");
    assert_eq!(map["x-pre-abc"], "Abc value");
    assert!(map["x-secret"].is_sensitive() && !map["x-text"].is_sensitive());
    let mut read = Headers::empty();
    let mut missing = Missing::default();
    header::read(&map, &mut read, &mut missing).unwrap();
    assert_eq!((read, missing.len()), (headers, 0));
}

#[test]
fn a_header_can_be_split_over_lines_and_left_out() {
    let mut map = HeaderMap::new();
    map.append("x-list", " a ,b".parse().unwrap());
    map.append("x-list", "c".parse().unwrap());
    let mut read = Headers::empty();
    let mut missing = Missing::default();
    header::read(&map, &mut read, &mut missing).unwrap();
    assert_eq!(read.list, Some(vec!["a".into(), "b".into(), "c".into()]));
    assert_eq!(missing.into_pointers(), ["/needed"]);
}

#[test]
fn no_header_is_injected() {
    for text in ["a\r\nEvil: yes", "a\nb", "a\rb", "\0", "\u{7f}"] {
        let error = written(&Headers { text: Some(text.into()), ..Headers::empty() }).unwrap_err();
        assert_eq!(error, "`text` has characters that no header can hold");
        assert!(written(&Headers { list: Some(vec![text.into()]), ..Headers::empty() }).is_err());
    }
    for key in ["a\r\nEvil", "a b", "a:b", "é"] {
        let prefixed = Some(BTreeMap::from([(key.into(), "v".into())]));
        let error = written(&Headers { prefixed, ..Headers::empty() }).unwrap_err();
        assert_eq!(error, "`prefixed` has a key that cannot name a header");
    }
}

#[test]
fn a_header_that_cannot_be_read_is_named_and_not_shown() {
    for (name, value) in [
        ("x-numbers", "1, hunter2"),
        ("x-dates", "hunter2"),
        ("x-json", "hunter2!"),
        ("x-list", "\"hunter2"),
    ] {
        let mut map = HeaderMap::new();
        map.insert(name, value.parse().unwrap());
        let error = header::read(&map, &mut Headers::empty(), &mut Missing::default()).unwrap_err();
        assert!(error.at.eq_ignore_ascii_case(name));
        assert!(!error.to_string().contains("hunter2"), "{error}");
    }
}

/// Hands out its chunks one by one.
struct Chunks(Vec<&'static str>);

impl futures_core::Stream for Chunks {
    type Item = Result<bytes::Bytes, BodyError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(if self.0.is_empty() { None } else { Some(Ok(self.0.remove(0).into())) })
    }
}

fn collect(body: Body, limit: usize) -> Result<bytes::Bytes, String> {
    match Pin::new(&mut body.collect(limit)).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(result) => result.map_err(|error| error.to_string()),
        Poll::Pending => panic!("nothing to wait for"),
    }
}

#[test]
fn a_body_is_collected_up_to_a_limit() {
    let stream = || Body::from_stream(Chunks(vec!["ab", "", "cd"]), None);
    assert_eq!(collect(stream(), 4).unwrap(), "abcd");
    assert_eq!(collect(stream(), 3).unwrap_err(), "the body is longer than 3 bytes");
    assert_eq!(collect("abcd".into(), 4).unwrap(), "abcd");
    assert!(collect("abcd".into(), 3).is_err());
    assert_eq!(collect(Body::Empty, 0).unwrap(), "");
    assert_eq!(
        format!("{:?} {:?} {:?}", stream(), Body::from("ab"), Body::Empty),
        "Stream Bytes(2 bytes) Empty"
    );
    assert!(!stream().is_replayable() && Body::from("ab").is_replayable());
}
