//! Lists that come in pages, walked to their end.

use codecatalyst::{Client, ErrorKind, Timestamp};
use serde_json::{json, Value};

use super::case::{builder, PROJECT, SPACE, UUID};
use super::server::{Message, Recorded, Server};

fn client(server: &Server) -> Client {
    builder(server).build().unwrap()
}

/// Three pages, of which the second has no entries; that must not end the list.
fn three_pages(entry: fn(&str) -> Value) -> [Message; 3] {
    [
        Message::json(200, &json!({"items": [entry("one"), entry("two")], "nextToken": "to 2"})),
        Message::json(200, &json!({"items": [], "nextToken": "to/3"})),
        Message::json(200, &json!({"items": [entry("three")]})),
    ]
}

/// Where a request carries its page token.
#[derive(Clone, Copy)]
enum Carrier {
    Body,
    Query,
}

/// The request without its page token, and the token.
fn split(request: &Recorded, carrier: Carrier) -> (String, Value, Option<String>) {
    let mut body = request.json();
    match carrier {
        Carrier::Body => {
            let token = body.as_object_mut().unwrap().remove("nextToken");
            (request.target.clone(), body, token.map(|token| token.as_str().unwrap().to_owned()))
        }
        Carrier::Query => {
            let (path, query) = request.target.split_once('?').unwrap_or((&request.target, ""));
            let (token, rest): (Vec<&str>, Vec<&str>) =
                query.split('&').partition(|part| part.starts_with("nextToken="));
            let token = token
                .first()
                .map(|token| token["nextToken=".len()..].replace("%20", " ").replace("%2F", "/"));
            (format!("{path}?{}", rest.join("&")), body, token)
        }
    }
}

fn check_requests(server: &Server, carrier: Carrier) {
    let requests: Vec<_> =
        server.requests().iter().map(|request| split(request, carrier)).collect();
    let tokens: Vec<Option<&str>> = requests.iter().map(|(.., token)| token.as_deref()).collect();
    assert_eq!(tokens, [None, Some("to 2"), Some("to/3")]);
    for (target, body, _) in &requests {
        assert_eq!(
            (target, body),
            (&requests[0].0, &requests[0].1),
            "the rest of the request stays"
        );
    }
}

/// Walks one list by entries and by pages.
macro_rules! walks {
    ($test:ident, $carrier:ident, $entry:expr, |$client:ident| $call:expr, |$item:ident| $name:expr, $count:expr) => {
        #[tokio::test]
        async fn $test() {
            let server = Server::start(three_pages($entry)).await;
            let $client = client(&server);
            let entries = $call.items().try_collect().await.unwrap();
            let names: Vec<String> = entries.into_iter().map(|$item| $name).collect();
            assert_eq!(names, ["one", "two", "three"]);
            check_requests(&server, Carrier::$carrier);

            let server = Server::start(three_pages($entry)).await;
            let $client = client(&server);
            let pages = $call.pages().try_collect().await.unwrap();
            let counts: Vec<usize> = pages.iter().map($count).collect();
            assert_eq!(counts, [2, 0, 1]);
            check_requests(&server, Carrier::$carrier);
        }
    };
}

fn by_id(name: &str) -> Value {
    json!({"id": name})
}

fn by_name(name: &str) -> Value {
    json!({"name": name})
}

walks!(
    list_access_tokens,
    Body,
    by_id,
    |client| client.list_access_tokens().max_results(2),
    |item| item.id,
    |page| page.items.len()
);
walks!(
    list_dev_environments,
    Body,
    by_id,
    |client| client.list_dev_environments().space_name(SPACE).max_results(2),
    |item| item.id,
    |page| page.items.len()
);
walks!(
    list_dev_environment_sessions,
    Body,
    by_id,
    |client| client
        .list_dev_environment_sessions()
        .space_name(SPACE)
        .project_name(PROJECT)
        .dev_environment_id(UUID),
    |item| item.id,
    |page| page.items.len()
);
walks!(
    list_event_logs,
    Body,
    by_id,
    |client| client
        .list_event_logs()
        .space_name(SPACE)
        .end_time(Timestamp::MAX)
        .start_time(Timestamp::EPOCH),
    |item| item.id,
    |page| page.items.len()
);
walks!(
    list_projects,
    Body,
    by_name,
    |client| client.list_projects().space_name(SPACE).max_results(2),
    |item| item.name,
    |page| page.items.as_ref().unwrap().len()
);
walks!(
    list_source_repositories,
    Body,
    by_name,
    |client| client
        .list_source_repositories()
        .space_name(SPACE)
        .project_name(PROJECT)
        .max_results(2),
    |item| item.name,
    |page| page.items.as_ref().unwrap().len()
);
walks!(
    list_source_repository_branches,
    Body,
    by_name,
    |client| client
        .list_source_repository_branches()
        .space_name(SPACE)
        .project_name(PROJECT)
        .source_repository_name("web"),
    |item| item.name.unwrap(),
    |page| page.items.len()
);
walks!(list_spaces, Body, by_name, |client| client.list_spaces(), |item| item.name, |page| page
    .items
    .as_ref()
    .unwrap()
    .len());
walks!(
    list_workflow_runs,
    Query,
    by_id,
    |client| client
        .list_workflow_runs()
        .space_name(SPACE)
        .project_name(PROJECT)
        .max_results(2)
        .workflow_id(UUID),
    |item| item.id,
    |page| page.items.as_ref().unwrap().len()
);
walks!(
    list_workflows,
    Query,
    by_id,
    |client| client.list_workflows().space_name(SPACE).project_name(PROJECT).max_results(2),
    |item| item.id,
    |page| page.items.as_ref().unwrap().len()
);

fn page(name: &str, token: &Value) -> Message {
    Message::json(200, &json!({"items": [{"name": name}], "nextToken": token}))
}

#[tokio::test]
async fn a_repeated_token_ends_the_list_with_an_error() {
    // "again" comes back one page later, not at once.
    let replies = [
        page("one", &json!("again")),
        page("two", &json!("other")),
        page("three", &json!("again")),
    ];
    let server = Server::start(replies).await;
    let mut items = client(&server).list_projects().space_name(SPACE).items();
    for name in ["one", "two", "three"] {
        assert_eq!(items.next().await.unwrap().unwrap().name, name);
    }
    let error = items.next().await.unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Pagination);
    assert!(error.to_string().starts_with("ListProjects: "), "{error}");
    assert!(items.next().await.is_none(), "the list has ended");
    assert_eq!(server.requests().len(), 3, "nothing is asked for once more");
}

#[tokio::test]
async fn the_token_that_the_caller_began_with_counts_too() {
    let server = Server::start([page("one", &json!("start"))]).await;
    let mut pages = client(&server).list_projects().space_name(SPACE).next_token("start").pages();
    assert!(pages.next().await.unwrap().is_ok());
    assert_eq!(pages.next().await.unwrap().unwrap_err().kind(), ErrorKind::Pagination);
    assert!(pages.next().await.is_none());
    assert_eq!(server.only_request().json(), json!({"nextToken": "start"}));
}

#[tokio::test]
async fn an_empty_token_and_null_end_the_list() {
    for token in [json!(""), Value::Null] {
        let server = Server::start([page("one", &json!("more")), page("two", &token)]).await;
        let items =
            client(&server).list_projects().space_name(SPACE).items().try_collect().await.unwrap();
        assert_eq!(items.len(), 2, "{token}");
        assert_eq!(server.requests().len(), 2, "{token}");
    }
}

#[tokio::test]
async fn an_error_on_the_way_ends_the_list_and_leaves_the_token_to_go_on_from() {
    let denied = Message::json(403, &json!({"message": "no"}))
        .header("x-amzn-errortype", "AccessDeniedException");
    let server = Server::start([page("one", &json!("two")), denied]).await;
    let mut items = client(&server).list_projects().space_name(SPACE).items();
    assert_eq!(items.next().await.unwrap().unwrap().name, "one");
    assert!(items.next().await.unwrap().unwrap_err().is_access_denied());
    assert_eq!(items.resume_token(), Some("two"));
    assert!(items.next().await.is_none());
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn nothing_is_sent_before_a_page_is_asked_for() {
    let server = Server::start([page("one", &Value::Null)]).await;
    let mut pages = client(&server).list_projects().space_name(SPACE).pages();
    assert_eq!(server.connections(), 0);
    assert!(pages.next().await.unwrap().is_ok());
    assert!(pages.next().await.is_none());
    assert_eq!(server.requests().len(), 1);
}
