//! Errors of the model, over every method and in every form in which a service names them.

use std::error::Error as _;

use codecatalyst::error::{Error, ResourceNotFoundException};
use codecatalyst::retry::RetryPolicy;
use codecatalyst::types::DevEnvironmentSessionType;
use codecatalyst::{Client, ErrorKind};
use ferrosmith_runtime::schema::Fault;
use serde_json::json;

use super::case::{builder, PROJECT, SPACE, TOKEN};
use super::server::{Message, Server, REQUEST_ID};

/// The errors of the reference with their status codes.
const ERRORS: [(&str, u16); 6] = [
    ("AccessDeniedException", 403),
    ("ConflictException", 409),
    ("ResourceNotFoundException", 404),
    ("ServiceQuotaExceededException", 402),
    ("ThrottlingException", 429),
    ("ValidationException", 400),
];

/// The forms in which a response names its error.
fn forms(name: &str, status: u16) -> [Message; 4] {
    let message = "it is \"so\"";
    [
        Message::json(status, &json!({"message": message})).header(
            "x-amzn-errortype",
            &format!("{name}:http://internal.amazon.com/coral/com.amazon.coral.validate/"),
        ),
        Message::json(
            status,
            &json!({"message": message, "__type": format!("com.amazonaws.codecatalyst#{name}")}),
        ),
        Message::json(status, &json!({"message": message, "code": name})),
        // The header decides, whatever the body says.
        Message::json(
            status,
            &json!({"message": message, "code": "InternalFailure", "__type": "x#y"}),
        )
        .header("X-Amzn-ErrorType", name),
    ]
}

/// What an error says of itself.
struct Told {
    answers: [bool; 6],
    kind: ErrorKind,
    code: Option<String>,
    message: Option<String>,
    status: Option<u16>,
    request_id: Option<String>,
    attempts: u32,
    operation: &'static str,
    text: String,
    source: bool,
    wide: Error,
}

/// Asks the error of any operation: the enums share no trait with all of these.
macro_rules! told {
    ($result:expr) => {{
        let error = $result.expect_err("the service said no");
        Told {
            answers: [
                error.is_access_denied(),
                error.is_conflict(),
                error.is_resource_not_found(),
                error.is_service_quota_exceeded(),
                error.is_throttling(),
                error.is_validation(),
            ],
            kind: error.kind(),
            code: error.code().map(str::to_owned),
            message: error.message().map(str::to_owned),
            status: error.status(),
            request_id: error.request_id().map(str::to_owned),
            attempts: error.attempts(),
            operation: error.operation(),
            text: error.to_string(),
            source: error.source().is_some(),
            wide: error.into(),
        }
    }};
}

fn client(server: &Server) -> Client {
    builder(server).retry(RetryPolicy::off()).build().unwrap()
}

fn check(told: &Told, operation: &str, index: usize) {
    let (name, status) = ERRORS[index];
    let mut answers = [false; 6];
    answers[index] = true;
    assert_eq!(told.answers, answers, "{operation} {name}");
    assert_eq!(told.code.as_deref(), Some(name));
    assert_eq!(told.message.as_deref(), Some("it is \"so\""), "{operation} {name}");
    assert_eq!(told.status, Some(status), "{operation} {name}");
    assert_eq!(told.request_id.as_deref(), Some(REQUEST_ID), "{operation} {name}");
    assert_eq!((told.attempts, told.operation), (1, operation));
    assert_eq!(
        told.text,
        format!("{operation}: {status} {name}: it is \"so\" (request id {REQUEST_ID})")
    );
    assert!(!told.source, "nothing is behind an error of the service");
    if name == "ThrottlingException" {
        assert_eq!(told.kind, ErrorKind::Throttling, "{operation}");
        assert!(told.kind.is_throttling() && told.kind.is_retryable());
    } else {
        assert_eq!(
            told.kind,
            ErrorKind::Service { fault: Fault::Client, retryable: false },
            "{operation} {name}"
        );
    }
    let wide = match &told.wide {
        Error::AccessDenied(error) => (0, error.message.as_str(), error.status()),
        Error::Conflict(error) => (1, error.message.as_str(), error.status()),
        Error::ResourceNotFound(error) => (2, error.message.as_str(), error.status()),
        Error::ServiceQuotaExceeded(error) => (3, error.message.as_str(), error.status()),
        Error::Throttling(error) => (4, error.message.as_str(), error.status()),
        Error::Validation(error) => (5, error.message.as_str(), error.status()),
        _ => panic!("{operation} {name}: {:?}", told.wide),
    };
    assert_eq!(wide, (index, "it is \"so\"", Some(status)), "{operation} {name}");
    assert_eq!(told.wide.to_string(), told.text);
    assert_eq!((told.wide.kind(), told.wide.request_id()), (told.kind, Some(REQUEST_ID)));
}

/// Every error in every form, for one operation.
macro_rules! every_error {
    ($test:ident, $operation:literal, |$client:ident| $call:expr) => {
        #[tokio::test]
        async fn $test() {
            for (index, (name, status)) in ERRORS.into_iter().enumerate() {
                for form in forms(name, status) {
                    let server = Server::start([form]).await;
                    let $client = client(&server);
                    check(&told!($call.send().await), $operation, index);
                    assert_eq!(server.requests().len(), 1);
                }
            }
        }
    };
}

every_error!(every_error_of_a_get, "GetProject", |client| client
    .get_project()
    .space_name(SPACE)
    .name(PROJECT));
every_error!(every_error_of_a_put, "CreateProject", |client| client
    .create_project()
    .space_name(SPACE)
    .display_name("Demo"));
every_error!(every_error_of_a_post, "ListProjects", |client| client
    .list_projects()
    .space_name(SPACE));
every_error!(every_error_of_a_patch, "UpdateSpace", |client| client.update_space().name(SPACE));
every_error!(every_error_of_a_delete, "DeleteSpace", |client| client.delete_space().name(SPACE));

#[tokio::test]
async fn the_text_of_an_error_tells_the_whole_story() {
    let reply = Message::json(404, &json!({"message": "There is no project demo-project."}))
        .header("x-amzn-errortype", "ResourceNotFoundException");
    let server = Server::start([reply]).await;
    let error =
        client(&server).get_project().space_name(SPACE).name(PROJECT).send().await.unwrap_err();
    assert!(error.is_resource_not_found());
    assert_eq!(
        error.to_string(),
        "GetProject: 404 ResourceNotFoundException: There is no project demo-project. \
         (request id 7a1c3f4e-0b52-4c1d-9a77-2d8e6f5b1c90)"
    );
}

#[tokio::test]
async fn an_error_without_id_or_message_still_tells_what_is_known() {
    let reply = Message::json(409, &json!({}))
        .header("x-amzn-errortype", "ConflictException")
        .without_request_id();
    let server = Server::start([reply]).await;
    let error = client(&server).delete_space().name(SPACE).send().await.unwrap_err();
    assert!(error.is_conflict(), "{error:?}");
    assert_eq!(error.to_string(), "DeleteSpace: 409 ConflictException");
    assert_eq!(error.request_id(), None);
}

#[tokio::test]
async fn the_question_mark_works_across_operations() {
    async fn two_calls(client: &Client) -> Result<(), Error> {
        client.get_space().name(SPACE).send().await?;
        client.delete_project().space_name(SPACE).name(PROJECT).send().await?;
        Ok(())
    }
    let denied = Message::json(403, &json!({"message": "no"}))
        .header("x-amzn-errortype", "AccessDeniedException");
    let fine = Message::json(200, &json!({"name": SPACE, "regionName": "us-west-2"}));
    let server = Server::start([fine, denied]).await;
    let error = two_calls(&client(&server)).await.unwrap_err();
    assert!(error.is_access_denied());
    assert_eq!(error.operation(), "DeleteProject", "the wide error knows which call it was");
}

#[tokio::test]
async fn what_no_operation_lists_keeps_its_source_in_the_wide_error() {
    let configuration = codecatalyst::types::DevEnvironmentSessionConfiguration::new(
        DevEnvironmentSessionType::Ssh,
    );
    let refused = super::safety::refusing();
    let client = Client::builder()
        .bearer_token(TOKEN)
        .endpoint(format!("http://{}", refused.local_addr().unwrap()))
        .retry(RetryPolicy::off())
        .build()
        .unwrap();
    let call = client.start_dev_environment_session().space_name(SPACE).project_name(PROJECT);
    let error =
        call.id(super::case::UUID).session_configuration(configuration).send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect);
    assert_eq!((error.status(), error.request_id(), error.code()), (None, None, None));
    let wide = Error::from(error);
    let mut next = wide.source();
    let mut deepest = None;
    while let Some(source) = next {
        deepest = Some(source);
        next = source.source();
    }
    let io = deepest
        .and_then(|source| source.downcast_ref::<std::io::Error>())
        .expect("the socket's own error");
    assert_eq!(io.kind(), std::io::ErrorKind::ConnectionRefused);
}

#[test]
fn an_error_made_by_hand_has_no_story() {
    let error = ResourceNotFoundException::new("gone");
    assert_eq!(error.to_string(), "ResourceNotFoundException: gone");
    assert_eq!((error.status(), error.request_id()), (None, None));
}
