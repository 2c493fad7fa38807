//! Spaces, with their subscriptions and event logs.

use codecatalyst::operation::delete_space::{DeleteSpaceRequest, DeleteSpaceResponse};
use codecatalyst::operation::get_space::{GetSpaceRequest, GetSpaceResponse};
use codecatalyst::operation::get_subscription::{GetSubscriptionRequest, GetSubscriptionResponse};
use codecatalyst::operation::list_event_logs::{ListEventLogsRequest, ListEventLogsResponse};
use codecatalyst::operation::list_spaces::{ListSpacesRequest, ListSpacesResponse};
use codecatalyst::operation::update_space::{UpdateSpaceRequest, UpdateSpaceResponse};
use codecatalyst::types::{EventLogEntry, EventPayload, OperationType, UserIdentity, UserType};
use serde_json::{json, Value};

use super::case::{full, leap_day, minimal, moment, run_all, with_fraction, Case, SPACE};

#[tokio::test]
async fn spaces_subscriptions_and_event_logs() {
    run_all(cases()).await;
}

pub(super) fn cases() -> Vec<Case> {
    [
        get_space(),
        list_spaces(),
        update_space(),
        delete_space(),
        get_subscription(),
        list_event_logs(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn get_space() -> [Case; 2] {
    [
        full("GetSpace")
            .sends("GET", "/v1/spaces/ExampleCorp")
            .answers(200, json!({
                "description": "all we do", "displayName": "Example Corp.", "name": "ExampleCorp", "regionName": "us-west-2",
            }))
            .call(|client| async move { Ok(space(&client.get_space().name(SPACE).send().await?)) }),
        minimal("GetSpace")
            .sends("GET", "/v1/spaces/a.b-c_d")
            .answers(200, json!({"name": "a.b-c_d", "regionName": "eu-central-1"}))
            .call(|client| async move { Ok(space(&client.send(GetSpaceRequest::new("a.b-c_d")).await?)) }),
    ]
}

fn space(response: &GetSpaceResponse) -> Value {
    json!({
        "description": response.description,
        "displayName": response.display_name,
        "name": response.name,
        "regionName": response.region_name,
    })
}

fn list_spaces() -> [Case; 2] {
    [
        full("ListSpaces")
            .sends("POST", "/v1/spaces")
            .body(json!({"nextToken": "two"}))
            .answers(200, json!({
                "items": [
                    {"name": "one", "regionName": "us-west-2", "description": "d1", "displayName": "One"},
                    {"name": "two", "regionName": "eu-west-1", "description": "d2", "displayName": "Two"},
                ],
                "nextToken": "three",
            }))
            .call(|client| async move { Ok(spaces(&client.list_spaces().next_token("two").send().await?)) }),
        minimal("ListSpaces").sends("POST", "/v1/spaces").body(json!({})).answers(200, json!({})).call(
            |client| async move { Ok(spaces(&client.send(ListSpacesRequest::default()).await?)) },
        ),
    ]
}

fn spaces(response: &ListSpacesResponse) -> Value {
    let items = response.items.as_ref().map(|items| {
        let item = items.iter().map(|item| {
            json!({
                "name": item.name,
                "regionName": item.region_name,
                "description": item.description,
                "displayName": item.display_name,
            })
        });
        item.collect::<Vec<Value>>()
    });
    json!({"items": items, "nextToken": response.next_token})
}

fn update_space() -> [Case; 2] {
    [
        full("UpdateSpace")
            .sends("PATCH", "/v1/spaces/ExampleCorp")
            .body(json!({"description": "a line\nand another\tone"}))
            .answers(200, json!({"description": "a line\nand another\tone", "displayName": "Example Corp.", "name": "ExampleCorp"}))
            .call(|client| async move {
                let call = client.update_space().name(SPACE).description("a line\nand another\tone");
                Ok(updated_space(&call.send().await?))
            }),
        minimal("UpdateSpace")
            .sends("PATCH", "/v1/spaces/ExampleCorp")
            .body(json!({}))
            .answers(200, json!({}))
            .call(|client| async move { Ok(updated_space(&client.send(UpdateSpaceRequest::new(SPACE)).await?)) }),
    ]
}

fn updated_space(response: &UpdateSpaceResponse) -> Value {
    json!({"description": response.description, "displayName": response.display_name, "name": response.name})
}

fn delete_space() -> [Case; 2] {
    [
        full("DeleteSpace")
            .sends("DELETE", "/v1/spaces/ExampleCorp")
            .answers(200, json!({"displayName": "Example Corp.", "name": "ExampleCorp"}))
            .call(|client| async move {
                Ok(deleted_space(&client.delete_space().name(SPACE).send().await?))
            }),
        minimal("DeleteSpace")
            .sends("DELETE", "/v1/spaces/ExampleCorp")
            .answers(200, json!({"name": "ExampleCorp"}))
            .call(|client| async move {
                Ok(deleted_space(&client.send(DeleteSpaceRequest::new(SPACE)).await?))
            }),
    ]
}

fn deleted_space(response: &DeleteSpaceResponse) -> Value {
    json!({"displayName": response.display_name, "name": response.name})
}

fn get_subscription() -> [Case; 2] {
    [
        full("GetSubscription")
            .sends("GET", "/v1/spaces/ExampleCorp/subscription")
            .answers(
                200,
                json!({
                    "awsAccountName": "billing",
                    "pendingSubscriptionStartTime": "2024-07-01T02:00:00+02:00",
                    "pendingSubscriptionType": "FREE",
                    "subscriptionType": "STANDARD",
                }),
            )
            .call(|client| async move {
                Ok(subscription(&client.get_subscription().space_name(SPACE).send().await?))
            }),
        minimal("GetSubscription")
            .sends("GET", "/v1/spaces/ExampleCorp/subscription")
            .answers(200, json!({}))
            .call(|client| async move {
                Ok(subscription(&client.send(GetSubscriptionRequest::new(SPACE)).await?))
            }),
    ]
}

fn subscription(response: &GetSubscriptionResponse) -> Value {
    json!({
        "awsAccountName": response.aws_account_name,
        "pendingSubscriptionStartTime": moment(response.pending_subscription_start_time),
        "pendingSubscriptionType": response.pending_subscription_type,
        "subscriptionType": response.subscription_type,
    })
}

fn list_event_logs() -> [Case; 2] {
    [
        full("ListEventLogs")
            .sends("POST", "/v1/spaces/ExampleCorp/eventLogs")
            .body(json!({
                "startTime": "2024-02-29T23:59:59Z",
                "endTime": "2026-11-23T10:20:30.25Z",
                "eventName": "listSpaces",
                "maxResults": 250,
                "nextToken": "two",
            }))
            .answers(200, json!({"items": [whole_entry(), short_entry()], "nextToken": "three"}))
            .call(|client| async move {
                let call = client
                    .list_event_logs()
                    .space_name(SPACE)
                    .end_time(with_fraction())
                    .start_time(leap_day());
                let call = call.event_name("listSpaces").max_results(250).next_token("two");
                Ok(event_logs(&call.send().await?))
            }),
        minimal("ListEventLogs")
            .sends("POST", "/v1/spaces/ExampleCorp/eventLogs")
            .body(
                json!({"startTime": "2024-02-29T23:59:59Z", "endTime": "2026-11-23T10:20:30.25Z"}),
            )
            .answers(200, json!({"items": []}))
            .call(|client| async move {
                let request = ListEventLogsRequest::new(SPACE, with_fraction(), leap_day());
                Ok(event_logs(&client.send(request).await?))
            }),
    ]
}

fn whole_entry() -> Value {
    json!({
        "eventCategory": "MANAGEMENT",
        "eventName": "createProject",
        "eventSource": "codecatalyst",
        "eventTime": "2023-10-26T14:15:16.000001+00:00",
        "eventType": "api call",
        "id": "event-1",
        "operationType": "MUTATION",
        "userIdentity": {"principalId": "p-1", "userType": "USER", "awsAccountId": "111122223333", "userName": "Mary"},
        "errorCode": "AccessDenied",
        "projectInformation": {"name": "demo-project", "projectId": "project-1"},
        "requestId": "request-1",
        "requestPayload": {"contentType": "application/json", "data": "{\"a\":1}"},
        "responsePayload": {"contentType": "text/plain", "data": "no"},
        "sourceIpAddress": "192.0.2.7",
        "userAgent": "curl/8",
    })
}

fn short_entry() -> Value {
    json!({
        "eventCategory": "MANAGEMENT",
        "eventName": "getSpace",
        "eventSource": "codecatalyst",
        "eventTime": "2021-01-01T01:01:01Z",
        "eventType": "console",
        "id": "event-2",
        "operationType": "READONLY",
        // A value of the model, and not the variant for values that are not in the model.
        "userIdentity": {"principalId": "p-2", "userType": "UNKNOWN"},
    })
}

fn event_logs(response: &ListEventLogsResponse) -> Value {
    let items: Vec<Value> = response.items.iter().map(event).collect();
    json!({"items": items, "nextToken": response.next_token})
}

fn event(entry: &EventLogEntry) -> Value {
    let project = entry.project_information.as_ref();
    json!({
        "eventCategory": entry.event_category,
        "eventName": entry.event_name,
        "eventSource": entry.event_source,
        "eventTime": moment(entry.event_time),
        "eventType": entry.event_type,
        "id": entry.id,
        "operationType": match &entry.operation_type {
            OperationType::Readonly => "READONLY",
            OperationType::Mutation => "MUTATION",
            _ => "not known",
        },
        "userIdentity": identity(&entry.user_identity),
        "errorCode": entry.error_code,
        "projectInformation": project.map(|project| json!({"name": project.name, "projectId": project.project_id})),
        "requestId": entry.request_id,
        "requestPayload": entry.request_payload.as_ref().map(payload),
        "responsePayload": entry.response_payload.as_ref().map(payload),
        "sourceIpAddress": entry.source_ip_address,
        "userAgent": entry.user_agent,
    })
}

fn payload(payload: &EventPayload) -> Value {
    json!({"contentType": payload.content_type, "data": payload.data})
}

fn identity(identity: &UserIdentity) -> Value {
    json!({
        "principalId": identity.principal_id,
        "userType": match &identity.user_type {
            UserType::User => "USER",
            UserType::AwsAccount => "AWS_ACCOUNT",
            UserType::Unknown => "UNKNOWN",
            _ => "not known",
        },
        "awsAccountId": identity.aws_account_id,
        "userName": identity.user_name,
    })
}
