//! The same exchanges over each transport: hyper, reqwest, and one that a user wrote.

use std::sync::Arc;
use std::time::Duration;

use codecatalyst::retry::RetryPolicy;
use codecatalyst::transport::{HyperTransport, ReqwestTransport, Transport};
use codecatalyst::{Client, ErrorKind};
use serde_json::json;

use super::case::{self, builder, Case, Form, PROJECT, SPACE, TOKEN};
use super::own_transport::OwnTransport;
use super::server::{Message, Reply, Server};
use super::{access, projects, spaces, workflows};

/// A transport of each kind, with its name.
pub(crate) fn each_transport() -> [(&'static str, Arc<dyn Transport>); 3] {
    let hyper = HyperTransport::new(Some(Duration::from_secs(5))).unwrap();
    // A proxy of the environment would stand between the test and its server.
    let reqwest = ReqwestTransport::new(reqwest::Client::builder().no_proxy()).unwrap();
    [("hyper", Arc::new(hyper)), ("reqwest", Arc::new(reqwest)), ("own", Arc::new(OwnTransport))]
}

fn client(server: &Server, transport: Arc<dyn Transport>) -> Client {
    let builder = builder(server).transport(transport);
    builder.retry(RetryPolicy::off()).build().unwrap()
}

/// One exchange for each method, with odd characters in labels and queries among them.
fn smoke() -> Vec<Case> {
    let names = [
        "CreateAccessToken",
        "CreateProject",
        "DeleteAccessToken",
        "GetUserDetails",
        "ListWorkflows",
        "UpdateSpace",
    ];
    let cases = [access::cases(), projects::cases(), spaces::cases(), workflows::cases()]
        .into_iter()
        .flatten();
    cases.filter(|case| names.contains(&case.operation) && case.form == Form::Full).collect()
}

#[tokio::test]
async fn requests_and_responses_are_the_same_over_each_transport() {
    for (index, (_, _)) in each_transport().iter().enumerate() {
        let cases = smoke();
        assert_eq!(cases.len(), 6);
        for case in cases {
            let (_, transport) = each_transport().into_iter().nth(index).unwrap();
            // The transport of a user reads until the server closes the connection.
            let answer = Message::json(case.status, &case.answer).bytes();
            let server = Server::start([Reply::Close(answer)]).await;
            case::run(case, client(&server, transport), &server).await;
        }
    }
}

#[tokio::test]
async fn errors_are_the_same_over_each_transport() {
    for (name, transport) in each_transport() {
        let reply = Message::json(404, &json!({"message": "gone"}))
            .header("x-amzn-errortype", "ResourceNotFoundException");
        let server = Server::start([Reply::Close(reply.bytes())]).await;
        let call = client(&server, transport).get_project().space_name(SPACE).name(PROJECT);
        let error = call.send().await.unwrap_err();
        assert!(error.is_resource_not_found(), "{name}: {error}");
    }
}

#[tokio::test]
async fn a_response_that_is_cut_short_is_noticed_over_each_transport() {
    for (name, transport) in each_transport() {
        let whole = Message::json(200, &json!({"name": "demo"})).bytes();
        let server = Server::start([Reply::Close(whole[..whole.len() - 1].to_vec())]).await;
        let call = client(&server, transport).get_project().space_name(SPACE).name(PROJECT);
        let error = call.send().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Transport, "{name}: {error}");
        assert_eq!(error.status(), Some(200), "{name}");
    }
}

#[tokio::test]
async fn a_refused_connection_is_told_over_each_transport() {
    for (name, transport) in each_transport() {
        let refused = super::safety::refusing();
        let endpoint = format!("http://{}", refused.local_addr().unwrap());
        let builder = Client::builder().bearer_token(TOKEN).endpoint(endpoint).transport(transport);
        let client = builder.retry(RetryPolicy::off()).build().unwrap();
        let error = client.verify_session().send().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Connect, "{name}: {error}");
    }
}

#[tokio::test]
async fn a_response_longer_than_the_limit_is_given_up_over_each_transport() {
    for (name, transport) in each_transport() {
        let server = Server::start([Reply::Close(
            Message::json(200, &json!({"name": "x".repeat(5000)})).bytes(),
        )])
        .await;
        let builder = builder(&server).transport(transport);
        let client = builder.retry(RetryPolicy::off()).max_response_bytes(4096).build().unwrap();
        let error = client.get_project().space_name(SPACE).name(PROJECT).send().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::ResponseTooLarge, "{name}: {error}");
    }
}
