//! Sessions of Dev Environments.

use codecatalyst::operation::list_dev_environment_sessions::{
    ListDevEnvironmentSessionsRequest, ListDevEnvironmentSessionsResponse,
};
use codecatalyst::operation::start_dev_environment_session::{
    StartDevEnvironmentSessionRequest, StartDevEnvironmentSessionResponse,
};
use codecatalyst::operation::stop_dev_environment_session::{
    StopDevEnvironmentSessionRequest, StopDevEnvironmentSessionResponse,
};
use codecatalyst::types::{
    DevEnvironmentSessionConfiguration, DevEnvironmentSessionType,
    ExecuteCommandSessionConfiguration,
};
use serde_json::{json, Value};

use super::case::{full, minimal, moment, run_all, Case, OTHER_UUID, PROJECT, SPACE, UUID};
use super::dev_environments::ENVIRONMENT;

#[tokio::test]
async fn sessions_of_dev_environments() {
    run_all(cases()).await;
}

pub(super) fn cases() -> Vec<Case> {
    [start_session(), stop_session(), list_sessions()].into_iter().flatten().collect()
}

fn start_session() -> [Case; 2] {
    let answer = json!({
        "accessDetails": {"streamUrl": "wss://stream.example.com/1", "tokenValue": "t0k3n"},
        "id": UUID,
        "projectName": "demo-project",
        "spaceName": "ExampleCorp",
    });
    let mut whole = answer.clone();
    whole["sessionId"] = json!("session-1");
    let target = format!("{ENVIRONMENT}/session");
    [
        full("StartDevEnvironmentSession")
            .sends("PUT", &*target)
            .body(json!({"sessionConfiguration": {
                "sessionType": "SSM",
                "executeCommandSessionConfiguration": {"command": "ls", "arguments": ["-l", "/tmp; rm *"]},
            }}))
            .answers(200, whole)
            .call(|client| async move {
                let command = ExecuteCommandSessionConfiguration {
                    command: "ls".into(),
                    arguments: Some(vec!["-l".into(), "/tmp; rm *".into()]),
                };
                let configuration = DevEnvironmentSessionConfiguration {
                    session_type: DevEnvironmentSessionType::Ssm,
                    execute_command_session_configuration: Some(command),
                };
                let call = client.start_dev_environment_session().space_name(SPACE).project_name(PROJECT).id(UUID);
                Ok(started(&call.session_configuration(configuration).send().await?))
            }),
        minimal("StartDevEnvironmentSession")
            .sends("PUT", target)
            .body(json!({"sessionConfiguration": {"sessionType": "SSH"}}))
            .answers(200, answer)
            .call(|client| async move {
                let configuration = DevEnvironmentSessionConfiguration::new(DevEnvironmentSessionType::Ssh);
                let request = StartDevEnvironmentSessionRequest::new(SPACE, PROJECT, UUID, configuration);
                Ok(started(&client.send(request).await?))
            }),
    ]
}

fn started(response: &StartDevEnvironmentSessionResponse) -> Value {
    let access = &response.access_details;
    json!({
        "accessDetails": {"streamUrl": access.stream_url, "tokenValue": access.token_value},
        "id": response.id,
        "projectName": response.project_name,
        "sessionId": response.session_id,
        "spaceName": response.space_name,
    })
}

fn stop_session() -> [Case; 2] {
    let answer = |session| json!({"id": UUID, "projectName": "demo-project", "sessionId": session, "spaceName": "ExampleCorp"});
    [
        full("StopDevEnvironmentSession")
            .sends("DELETE", format!("{ENVIRONMENT}/session/a%2Fb%3A1"))
            .answers(200, answer("a/b:1"))
            .call(|client| async move {
                let call =
                    client.stop_dev_environment_session().space_name(SPACE).project_name(PROJECT);
                Ok(stopped(&call.id(UUID).session_id("a/b:1").send().await?))
            }),
        minimal("StopDevEnvironmentSession")
            .sends("DELETE", format!("{ENVIRONMENT}/session/s"))
            .answers(200, answer("s"))
            .call(|client| async move {
                let request = StopDevEnvironmentSessionRequest::new(SPACE, PROJECT, UUID, "s");
                Ok(stopped(&client.send(request).await?))
            }),
    ]
}

fn stopped(response: &StopDevEnvironmentSessionResponse) -> Value {
    json!({
        "id": response.id,
        "projectName": response.project_name,
        "sessionId": response.session_id,
        "spaceName": response.space_name,
    })
}

fn list_sessions() -> [Case; 2] {
    let session = |id, started| {
        json!({
            "devEnvironmentId": UUID, "id": id, "projectName": "demo-project", "spaceName": "ExampleCorp", "startedTime": started,
        })
    };
    let target = format!(
        "{}/11112222-3333-4444-5555-666677778888/sessions",
        super::dev_environments::ENVIRONMENTS
    );
    [
        full("ListDevEnvironmentSessions")
            .sends("POST", &*target)
            .body(json!({"maxResults": 200, "nextToken": "two"}))
            .answers(200, json!({
                "items": [session("one", "2022-12-31T18:30:00.5+00:00"), session("two", "2021-01-01T01:01:01Z")],
                "nextToken": "three",
            }))
            .call(|client| async move {
                let call = client.list_dev_environment_sessions().space_name(SPACE).project_name(PROJECT);
                let call = call.dev_environment_id(OTHER_UUID).max_results(200).next_token("two");
                Ok(sessions(&call.send().await?))
            }),
        minimal("ListDevEnvironmentSessions")
            .sends("POST", target)
            .body(json!({}))
            .answers(200, json!({"items": []}))
            .call(|client| async move {
                let request = ListDevEnvironmentSessionsRequest::new(SPACE, PROJECT, OTHER_UUID);
                Ok(sessions(&client.send(request).await?))
            }),
    ]
}

fn sessions(response: &ListDevEnvironmentSessionsResponse) -> Value {
    let item = response.items.iter().map(|item| {
        json!({
            "devEnvironmentId": item.dev_environment_id,
            "id": item.id,
            "projectName": item.project_name,
            "spaceName": item.space_name,
            "startedTime": moment(item.started_time),
        })
    });
    json!({"items": item.collect::<Vec<Value>>(), "nextToken": response.next_token})
}
