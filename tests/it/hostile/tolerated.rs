//! Responses that are stranger than the model and must be read all the same, so that a service
//! can grow without breaking its users.

use codecatalyst::operation::get_dev_environment::GetDevEnvironmentRequest;
use codecatalyst::operation::get_project::GetProjectRequest;
use codecatalyst::types::{InstanceType, UserType, WorkflowStatus};
use codecatalyst::{Client, Timestamp};
use serde_json::{json, Value};

use super::{client, get_project};
use crate::end_to_end::case::{PROJECT, SPACE, UUID};
use crate::end_to_end::server::{Message, Server};

#[tokio::test]
async fn unknown_members_of_every_type_are_passed_over() {
    let body = json!({
        "null": null, "true": true, "number": -12.5e-3, "text": "\u{1F980}\\\"", "list": [[], {}, [{"a": [1]}]],
        "object": {"name": "not this one", "": ""}, "NAME": "nor this", "name ": "nor this", "": 1,
        "name": "demo", "zzz": {"name": "nor this"},
    });
    let project = get_project(Message::json(200, &body)).await.unwrap();
    assert_eq!(project.name, "demo");
    assert_eq!((project.description, project.display_name, project.space_name), (None, None, None));
}

#[tokio::test]
async fn white_space_and_escapes_are_only_spelling() {
    let body = "\r\n\t { \"na\\u006de\" :\n\"\\u0064emo \\ud83e\\udd80 \\/ \\b\\f\\n\\r\\t\" , \"description\":\t\"\" } \n";
    let project =
        get_project(Message::new(200).header("content-type", "application/json").body(body))
            .await
            .unwrap();
    assert_eq!(project.name, "demo \u{1F980} / \u{8}\u{c}\n\r\t");
    assert_eq!(project.description.as_deref(), Some(""), "an empty text is a text");
}

#[tokio::test]
async fn a_content_type_with_parameters_is_json_too() {
    for content_type in
        ["application/json; charset=utf-8", "Application/JSON", "application/json;v=1"]
    {
        let reply =
            Message::new(200).header("content-type", content_type).body(r#"{"name": "demo"}"#);
        assert_eq!(get_project(reply).await.unwrap().name, "demo", "{content_type}");
    }
}

#[tokio::test]
async fn chunks_are_put_together() {
    let text = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n\
                5\r\n{\"nam\r\n1;x=y\r\ne\r\n9\r\n\": \"demo\"\r\n1\r\n}\r\n0\r\ntrailer: x\r\n\r\n";
    let reply = crate::end_to_end::server::Reply::Bytes(text.into());
    assert_eq!(get_project(reply).await.unwrap().name, "demo");
}

#[tokio::test]
async fn unknown_values_of_enums_are_kept_and_go_back_as_they_came() {
    let mut environment = json!({
        "creatorId": "u", "id": UUID, "inactivityTimeoutMinutes": 15, "instanceType": "dev.standard9.titan \u{1F980}",
        "lastUpdatedTime": "2023-03-04T05:06:07Z", "persistentStorage": {"sizeInGiB": 16}, "projectName": PROJECT,
        "repositories": [], "spaceName": SPACE, "status": "HIBERNATING",
    });
    let started =
        json!({"id": UUID, "projectName": PROJECT, "spaceName": SPACE, "status": "running"});
    let server =
        Server::start([Message::json(200, &environment), Message::json(200, &started)]).await;
    let client = client(&server);
    let read = client.send(GetDevEnvironmentRequest::new(SPACE, PROJECT, UUID)).await.unwrap();
    assert_eq!(read.instance_type, InstanceType::Unknown("dev.standard9.titan \u{1F980}".into()));
    assert_eq!(read.status.as_str(), "HIBERNATING");
    let call = client.start_dev_environment().space_name(SPACE).project_name(PROJECT).id(UUID);
    let answer = call.instance_type(read.instance_type.clone()).send().await.unwrap();
    assert_eq!(answer.status.as_str(), "running", "values differ in case");
    assert_eq!(server.requests()[1].json()["instanceType"], "dev.standard9.titan \u{1F980}");
    // The same without a network, through the user's own serialization.
    environment["repositories"] = json!([{"repositoryName": "web"}]);
    let again: codecatalyst::operation::get_dev_environment::GetDevEnvironmentResponse =
        serde_json::from_value(environment.clone()).unwrap();
    assert_eq!(serde_json::to_value(&again).unwrap(), environment);
}

#[test]
fn a_value_of_the_model_named_unknown_is_not_an_unknown_value() {
    assert_eq!(UserType::from("UNKNOWN"), UserType::Unknown);
    assert_eq!(UserType::from("unknown").as_str(), "unknown");
    assert_ne!(UserType::from("unknown"), UserType::Unknown);
    assert_eq!(WorkflowStatus::from("NEW").as_str(), "NEW");
    assert_eq!(WorkflowStatus::from("ACTIVE"), WorkflowStatus::Active);
}

/// What Smithy's error correction makes of required members: empty text, zero, the epoch.
async fn corrected(body: &Value) -> Vec<String> {
    let server = Server::start([Message::json(200, body)]).await;
    let client: Client = client(&server);
    let call = client.get_dev_environment().space_name(SPACE).project_name(PROJECT).id(UUID).call();
    let (read, metadata) = call.send_with_metadata().await.unwrap();
    assert_eq!(
        (read.creator_id.as_str(), read.id.as_str(), read.project_name.as_str()),
        ("", "", "")
    );
    assert_eq!((read.inactivity_timeout_minutes, read.persistent_storage.size_in_gib), (0, 0));
    assert_eq!(read.last_updated_time, Timestamp::EPOCH);
    assert_eq!((read.instance_type.as_str(), read.status.as_str()), ("", ""));
    assert!(read.repositories.is_empty());
    assert_eq!((read.alias, read.ides, read.status_reason), (None, None, None));
    let mut missing = metadata.missing().to_vec();
    missing.sort();
    missing
}

const REQUIRED: [&str; 10] = [
    "/creatorId",
    "/id",
    "/inactivityTimeoutMinutes",
    "/instanceType",
    "/lastUpdatedTime",
    "/persistentStorage",
    "/projectName",
    "/repositories",
    "/spaceName",
    "/status",
];

#[tokio::test]
async fn required_members_that_are_missing_or_null_are_filled_and_reported() {
    assert_eq!(corrected(&json!({})).await, REQUIRED);
    let mut nulls = json!({"alias": null, "ides": null, "statusReason": null});
    for name in REQUIRED {
        nulls[&name[1..]] = Value::Null;
    }
    assert_eq!(corrected(&nulls).await, REQUIRED);
    let nested = json!({"persistentStorage": {"sizeInGiB": null}});
    let missing = corrected(&nested).await;
    assert!(missing.contains(&"/persistentStorage/sizeInGiB".to_owned()), "{missing:?}");
}

#[tokio::test]
async fn a_success_without_a_body_is_an_empty_one() {
    let server = Server::start([Message::new(200), Message::new(200), Message::new(204)]).await;
    let client = client(&server);
    client.delete_access_token().id("x").send().await.unwrap();
    let (project, metadata) = client
        .get_project()
        .space_name(SPACE)
        .name(PROJECT)
        .call()
        .send_with_metadata()
        .await
        .unwrap();
    assert_eq!((project.name.as_str(), metadata.missing()), ("", &["/name".to_owned()][..]));
    client.delete_access_token().id("x").send().await.unwrap();
}

#[tokio::test]
async fn another_status_of_success_is_a_success() {
    for status in [200, 201, 202, 203] {
        let server = Server::start([Message::json(status, &json!({"name": "demo"}))]).await;
        let call = client(&server).create_project().space_name(SPACE).display_name("Demo").call();
        let (project, metadata) = call.send_with_metadata().await.unwrap();
        assert_eq!((project.name.as_str(), metadata.status().as_u16()), ("demo", status));
    }
}

#[tokio::test]
async fn values_outside_the_models_constraints_are_read() {
    // A service may loosen its constraints any day; only requests are held to them.
    let body = json!({"name": "", "spaceName": "!", "description": "x".repeat(100_000)});
    let project = get_project(Message::json(200, &body)).await.unwrap();
    assert_eq!(project.space_name.as_deref(), Some("!"));
    assert_eq!(project.description.unwrap().len(), 100_000);
}

#[test]
fn a_message_read_without_a_transport_is_the_same() {
    use codecatalyst::Exchange;
    let response = http::Response::builder().status(200).header("content-type", "application/json");
    let read =
        GetProjectRequest::from_http(response.body(r#"{"name": "demo"}"#.into()).unwrap()).unwrap();
    assert_eq!(read.name, "demo");
}
