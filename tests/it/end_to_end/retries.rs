//! Requests that are sent again, and those that must not be.

use std::time::Duration;

use codecatalyst::retry::RetryPolicy;
use codecatalyst::types::{
    DevEnvironmentSessionConfiguration, DevEnvironmentSessionType, InstanceType,
    PersistentStorageConfiguration,
};
use codecatalyst::{Client, ErrorKind, Timeouts};
use ferrosmith_runtime::schema::Fault;
use serde_json::{json, Value};

use super::case::{builder, is_random_uuid, OTHER_UUID, PROJECT, SPACE, UUID};
use super::doubles::{Counting, Time, LIMIT};
use super::server::{Message, Server};

/// A client whose pauses take no time, and are as short as the policy allows.
pub(super) fn client(server: &Server, time: &Time) -> Client {
    builder(server)
        .clock(time.clone())
        .sleep(time.clone())
        .random(Counting::default())
        .timeouts(Timeouts::none())
        .build()
        .unwrap()
}

fn slow_down() -> Message {
    Message::json(429, &json!({"message": "slow down"}))
        .header("x-amzn-errortype", "ThrottlingException")
}

fn unavailable() -> Message {
    Message::new(503).header("content-type", "text/plain").body("come back later")
}

/// The token of each request, which must be one and the same.
fn tokens(server: &Server) -> Vec<String> {
    let requests = server.requests();
    requests
        .iter()
        .map(|request| request.json()["clientToken"].as_str().unwrap().to_owned())
        .collect()
}

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

#[tokio::test]
async fn a_run_is_started_with_one_token_however_often_it_takes() {
    let answer =
        json!({"id": UUID, "projectName": PROJECT, "spaceName": SPACE, "workflowId": OTHER_UUID});
    let replies = [
        slow_down().header("retry-after", "7"),
        // Five seconds after the first pause has ended.
        unavailable().header("retry-after", "Mon, 23 Nov 2026 10:20:42 GMT"),
        Message::json(200, &answer),
    ];
    let (server, time) = (Server::start(replies).await, Time::default());
    let call = client(&server, &time).start_workflow_run().space_name(SPACE).project_name(PROJECT);
    let (response, metadata) =
        call.workflow_id(OTHER_UUID).call().send_with_metadata().await.unwrap();
    assert_eq!((response.id.as_str(), metadata.attempts()), (UUID, 3));
    assert_eq!(time.pauses(), [seconds(7), seconds(5)]);
    let tokens = tokens(&server);
    assert!(is_random_uuid(&tokens[0]), "{tokens:?}");
    assert_eq!(tokens, vec![tokens[0].clone(); 3]);
}

#[tokio::test]
async fn an_environment_is_made_with_one_token_however_often_it_takes() {
    let answer = json!({"id": UUID, "projectName": PROJECT, "spaceName": SPACE});
    let replies = [unavailable(), slow_down(), Message::json(201, &answer)];
    let (server, time) = (Server::start(replies).await, Time::default());
    let call = client(&server, &time)
        .create_dev_environment()
        .space_name(SPACE)
        .project_name(PROJECT)
        .instance_type(InstanceType::DevStandard1Small)
        .persistent_storage(PersistentStorageConfiguration::new(16));
    let second_call = call.clone();
    call.send().await.unwrap();
    assert_eq!(tokens(&server), vec![tokens(&server)[0].clone(); 3]);
    let requests = server.requests();
    assert!(requests
        .iter()
        .all(|request| request.body == requests[0].body && request.target == requests[0].target));

    // Another call is another request, and must not pass for the first one.
    server.push(Message::json(201, &answer));
    second_call.send().await.unwrap();
    let tokens = tokens(&server);
    assert_ne!(tokens[3], tokens[0]);
    assert!(is_random_uuid(&tokens[3]));
}

#[tokio::test]
async fn the_callers_own_token_is_kept() {
    let replies = [unavailable(), Message::json(200, &json!({}))];
    let (server, time) = (Server::start(replies).await, Time::default());
    let call = client(&server, &time).start_workflow_run().space_name(SPACE).project_name(PROJECT);
    call.workflow_id(OTHER_UUID).client_token("mine").send().await.unwrap();
    assert_eq!(tokens(&server), ["mine", "mine"]);
}

#[tokio::test]
async fn pauses_are_drawn_between_nothing_and_a_limit_that_doubles() {
    struct Highest;
    impl codecatalyst::Random for Highest {
        fn next(&self) -> u64 {
            u64::MAX
        }
    }
    let (server, time) = (Server::start((0..6).map(|_| unavailable())).await, Time::default());
    let client = builder(&server)
        .clock(time.clone())
        .sleep(time.clone())
        .random(Highest)
        .timeouts(Timeouts::none())
        .retry(RetryPolicy::standard().with_max_attempts(6).with_cap(seconds(5)))
        .build()
        .unwrap();
    let error = client.get_project().space_name(SPACE).name(PROJECT).send().await.unwrap_err();
    assert_eq!((error.status(), error.attempts()), (Some(503), 6));
    // The highest draw is just below the limit.
    let limits: Vec<f64> = time.pauses().iter().map(Duration::as_secs_f64).collect();
    for (pause, limit) in limits.iter().zip([1.0, 2.0, 4.0, 5.0, 5.0]) {
        assert!(*pause <= limit && *pause > limit - 0.001, "{limits:?}");
    }
    assert_eq!(limits.len(), 5);
}

#[tokio::test]
async fn a_service_cannot_make_a_client_wait_for_longer_than_the_cap() {
    let replies =
        [slow_down().header("retry-after", "3000"), Message::json(200, &json!({"name": "demo"}))];
    let (server, time) = (Server::start(replies).await, Time::default());
    client(&server, &time).get_project().space_name(SPACE).name(PROJECT).send().await.unwrap();
    assert_eq!(time.pauses(), [seconds(20)]);
}

#[tokio::test]
async fn a_pause_that_outlasts_the_call_is_not_begun() {
    let (server, time) =
        (Server::start([slow_down().header("retry-after", "4000")]).await, Time::default());
    let call = client(&server, &time).get_project().space_name(SPACE).name(PROJECT).call();
    let call = call.timeout(LIMIT).retry(RetryPolicy::standard().with_cap(seconds(5000)));
    let error = call.send().await.unwrap_err();
    assert!(
        error.is_throttling(),
        "the answer of the service is worth more than a timeout: {error}"
    );
    assert_eq!(time.pauses(), []);
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn three_attempts_are_the_most_and_the_error_says_so() {
    let (server, time) =
        (Server::start([unavailable(), unavailable(), unavailable()]).await, Time::default());
    let error = client(&server, &time)
        .get_project()
        .space_name(SPACE)
        .name(PROJECT)
        .send()
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Service { fault: Fault::Server, retryable: true });
    assert_eq!((error.status(), error.attempts()), (Some(503), 3));
    assert!(error.to_string().ends_with("3 attempts)"), "{error}");
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn what_is_not_idempotent_is_sent_once() {
    // The service may have made a token before it broke down, and a second one would stay unseen.
    for reply in [unavailable(), Message::new(500), Message::new(502), Message::new(504)] {
        let (server, time) = (Server::start([reply]).await, Time::default());
        let error =
            client(&server, &time).create_access_token().name("x").send().await.unwrap_err();
        assert!(error.kind().is_retryable(), "{error}");
        assert_eq!((server.requests().len(), error.attempts()), (1, 1));
    }
    let (server, time) = (Server::start([unavailable()]).await, Time::default());
    let call = client(&server, &time)
        .start_dev_environment_session()
        .space_name(SPACE)
        .project_name(PROJECT)
        .id(UUID);
    let configuration = DevEnvironmentSessionConfiguration::new(DevEnvironmentSessionType::Ssh);
    call.session_configuration(configuration).send().await.unwrap_err();
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn what_was_refused_unseen_is_sent_again_whatever_it_is() {
    let made = json!({"accessTokenId": "a", "expiresTime": "2023-03-04T05:06:07Z", "name": "x", "secret": "s"});
    let replies = [slow_down(), Message::json(201, &made)];
    let (server, time) = (Server::start(replies).await, Time::default());
    client(&server, &time).create_access_token().name("x").send().await.unwrap();
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn a_status_of_429_says_enough_without_a_name() {
    let made = json!({"accessTokenId": "a", "expiresTime": "2023-03-04T05:06:07Z", "name": "x", "secret": "s"});
    let replies = [Message::new(429), Message::json(201, &made)];
    let (server, time) = (Server::start(replies).await, Time::default());
    client(&server, &time).create_access_token().name("x").send().await.unwrap();
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn errors_that_stay_are_not_tried_again() {
    for (status, name) in [
        (400, "ValidationException"),
        (402, "ServiceQuotaExceededException"),
        (403, "AccessDeniedException"),
        (404, "ResourceNotFoundException"),
        (409, "ConflictException"),
    ] {
        let reply =
            Message::json(status, &json!({"message": "no"})).header("x-amzn-errortype", name);
        let (server, time) = (Server::start([reply]).await, Time::default());
        client(&server, &time)
            .get_project()
            .space_name(SPACE)
            .name(PROJECT)
            .send()
            .await
            .unwrap_err();
        assert_eq!((server.requests().len(), time.pauses()), (1, vec![]), "{name}");
    }
}

#[tokio::test]
async fn the_budget_of_a_client_ends_retries_when_a_service_stays_down() {
    // 500 units, 5 a retry, 2 retries a call: 50 calls may try again, the next ones may not.
    let replies: Vec<Value> = vec![Value::Null; 160];
    let (server, time) =
        (Server::start(replies.iter().map(|_| unavailable())).await, Time::default());
    let client = client(&server, &time);
    for _ in 0..50 {
        let error = client.get_project().space_name(SPACE).name(PROJECT).send().await.unwrap_err();
        assert_eq!(error.attempts(), 3);
    }
    let error =
        client.clone().get_project().space_name(SPACE).name(PROJECT).send().await.unwrap_err();
    assert_eq!(error.attempts(), 1, "clones share the budget");
    assert_eq!(server.requests().len(), 151);
}
