//! Lists that come in pages.

use alloc::string::ToString;
use alloc::vec::Vec;
use core::future::poll_fn;
use core::pin::Pin;

use futures_core::Stream;

use super::client;
use super::service::{reply, List};
use super::time::FakeTime;
use crate::error::ErrorKind;
use crate::transport::canned::CannedTransport;

const FIRST: List = List { next_token: None };

fn pages(bodies: &[&'static str]) -> CannedTransport {
    bodies
        .iter()
        .fold(CannedTransport::new(), |transport, body| transport.response(reply(200, &[], body)))
}

#[test]
fn entries_come_over_all_pages_in_their_order() {
    let transport = pages(&["items=a\nitems=b\nnextToken=2", "nextToken=3", "items=c\nnextToken="]);
    let time = FakeTime::new();
    let items = time.run(client(&transport, &time).call(FIRST).items().try_collect()).unwrap();
    assert_eq!(items, ["a", "b", "c"]);
    let sent: Vec<_> = transport.requests().iter().map(|request| request.body.clone()).collect();
    assert_eq!(sent, ["", "nextToken=2\n", "nextToken=3\n"]);
}

#[test]
fn nothing_is_sent_before_it_is_asked_for() {
    let transport = pages(&["items=a\nnextToken=2", "items=b"]);
    let time = FakeTime::new();
    let mut items = client(&transport, &time).call(FIRST).items();
    assert!(transport.requests().is_empty());
    assert_eq!(time.run(items.next()).unwrap().unwrap(), "a");
    assert_eq!((transport.requests().len(), items.resume_token()), (1, Some("2")));
    assert_eq!(time.run(items.try_next()).unwrap().unwrap(), "b");
    assert_eq!(items.resume_token(), None);
    assert!(time.run(items.next()).is_none());
    assert!(time.run(items.next()).is_none(), "the end stays the end");
    assert_eq!(transport.requests().len(), 2);
}

#[test]
fn pages_and_items_are_streams() {
    let transport = pages(&["items=a\nnextToken=2", "items=b"]);
    let time = FakeTime::new();
    let mut pages = client(&transport, &time).call(FIRST).pages();
    let page =
        time.run(poll_fn(|context| Pin::new(&mut pages).poll_next(context))).unwrap().unwrap();
    assert_eq!((page.items, pages.resume_token()), (["a".to_string()].to_vec(), Some("2")));
    assert_eq!(time.run(pages.try_collect()).unwrap().len(), 1);
}

#[test]
fn a_token_that_comes_again_ends_the_list_with_an_error() {
    let circles: [&[&'static str]; 3] = [
        &["items=a\nnextToken=2", "items=b\nnextToken=2"],
        &["items=a\nnextToken=2", "items=b\nnextToken=3", "nextToken=2"],
        &["items=a\nnextToken=1"],
    ];
    for (bodies, first) in circles.iter().zip([None, None, Some("1")]) {
        let transport = pages(bodies);
        let time = FakeTime::new();
        let request = List { next_token: first.map(ToString::to_string) };
        let mut pages = client(&transport, &time).call(request).pages();
        for _ in *bodies {
            time.run(pages.next()).unwrap().unwrap();
        }
        let error = time.run(pages.next()).unwrap().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Pagination);
        assert!(
            error.to_string().starts_with("ListThings: the list of pages does not end"),
            "{error}"
        );
        assert!(time.run(pages.next()).is_none());
        assert_eq!(transport.requests().len(), bodies.len());
    }
}

#[test]
fn an_error_ends_the_list_and_leaves_the_token_of_the_page_that_failed() {
    let transport =
        pages(&["items=a\nnextToken=2"]).response(reply(403, &[("x-error", "Denied")], ""));
    let time = FakeTime::new();
    let mut items = client(&transport, &time).call(FIRST).items();
    time.run(items.next()).unwrap().unwrap();
    assert_eq!(time.run(items.next()).unwrap().unwrap_err().status(), Some(403));
    assert_eq!(items.resume_token(), Some("2"));
    assert!(time.run(items.next()).is_none());
}
