//! Dev Environments as they are read: one, and lists of them.

use codecatalyst::operation::get_dev_environment::{
    GetDevEnvironmentRequest, GetDevEnvironmentResponse,
};
use codecatalyst::operation::list_dev_environments::{
    ListDevEnvironmentsRequest, ListDevEnvironmentsResponse,
};
use codecatalyst::types::{
    DevEnvironmentRepositorySummary, DevEnvironmentStatus, DevEnvironmentSummary, Filter, Ide,
    InstanceType,
};
use serde_json::{json, Value};

use super::case::{full, minimal, moment, run_all, Case, OTHER_UUID, PROJECT, SPACE, UUID};
use super::dev_environments::ENVIRONMENT;

#[tokio::test]
async fn dev_environments_read() {
    run_all(cases()).await;
}

pub(super) fn cases() -> Vec<Case> {
    [get_dev_environment(), list_dev_environments()].into_iter().flatten().collect()
}

/// What every Dev Environment has.
fn short_environment(id: &str) -> Value {
    json!({
        "creatorId": "user-1",
        "id": id,
        "inactivityTimeoutMinutes": 15,
        "instanceType": "dev.standard1.small",
        "lastUpdatedTime": "2022-12-31T18:30:00.5+00:00",
        "persistentStorage": {"sizeInGiB": 16},
        "projectName": "demo-project",
        "repositories": [],
        "spaceName": "ExampleCorp",
        "status": "FAILED",
    })
}

fn whole_environment() -> Value {
    json!({
        "alias": "mine",
        "creatorId": "user-2",
        "id": UUID,
        "ides": [{"name": "Cloud9", "runtime": "r1"}, {"name": "VSCode"}],
        "inactivityTimeoutMinutes": 1200,
        "instanceType": "dev.standard1.large",
        "lastUpdatedTime": "2023-03-04T05:06:07.089+00:00",
        "persistentStorage": {"sizeInGiB": 64},
        "projectName": "demo-project",
        "repositories": [{"repositoryName": "web", "branchName": "main"}, {"repositoryName": "shop"}],
        "spaceName": "ExampleCorp",
        "status": "RUNNING",
        "statusReason": "ready",
        "vpcConnectionName": "vpc-1",
    })
}

fn get_dev_environment() -> [Case; 2] {
    [
        full("GetDevEnvironment").sends("GET", ENVIRONMENT).answers(200, whole_environment()).call(
            |client| async move {
                let call =
                    client.get_dev_environment().space_name(SPACE).project_name(PROJECT).id(UUID);
                Ok(environment(&call.send().await?))
            },
        ),
        minimal("GetDevEnvironment")
            .sends("GET", ENVIRONMENT)
            .answers(200, short_environment(UUID))
            .call(|client| async move {
                Ok(environment(
                    &client.send(GetDevEnvironmentRequest::new(SPACE, PROJECT, UUID)).await?,
                ))
            }),
    ]
}

fn environment(response: &GetDevEnvironmentResponse) -> Value {
    json!({
        "alias": response.alias,
        "creatorId": response.creator_id,
        "id": response.id,
        "ides": response.ides.as_deref().map(ides),
        "inactivityTimeoutMinutes": response.inactivity_timeout_minutes,
        "instanceType": instance_type(&response.instance_type),
        "lastUpdatedTime": moment(response.last_updated_time),
        "persistentStorage": {"sizeInGiB": response.persistent_storage.size_in_gib},
        "projectName": response.project_name,
        "repositories": repositories(&response.repositories),
        "spaceName": response.space_name,
        "status": status(&response.status),
        "statusReason": response.status_reason,
        "vpcConnectionName": response.vpc_connection_name,
    })
}

fn list_dev_environments() -> [Case; 2] {
    // In a list the names of space and project may be missing.
    let mut nameless = short_environment(OTHER_UUID);
    let members = nameless.as_object_mut().unwrap();
    members.remove("spaceName");
    members.remove("projectName");
    [
        full("ListDevEnvironments")
            .sends("POST", "/v1/spaces/ExampleCorp/devEnvironments")
            .body(json!({
                "filters": [
                    {"key": "status", "values": ["RUNNING", "STOPPED"], "comparisonOperator": "EQ"},
                    {"key": "id", "values": []},
                ],
                "maxResults": 50,
                "nextToken": "two",
                "projectName": "demo-project",
            }))
            .answers(200, json!({"items": [whole_environment(), nameless], "nextToken": "three"}))
            .call(|client| async move {
                let filters = [
                    Filter {
                        key: "status".into(),
                        values: vec!["RUNNING".into(), "STOPPED".into()],
                        comparison_operator: Some("EQ".into()),
                    },
                    Filter::new("id", Vec::<String>::new()),
                ];
                let call = client.list_dev_environments().space_name(SPACE).filters(filters);
                let call = call.max_results(50).next_token("two").project_name(PROJECT);
                Ok(environments(&call.send().await?))
            }),
        minimal("ListDevEnvironments")
            .sends("POST", "/v1/spaces/ExampleCorp/devEnvironments")
            .body(json!({}))
            .answers(200, json!({"items": []}))
            .call(|client| async move {
                Ok(environments(&client.send(ListDevEnvironmentsRequest::new(SPACE)).await?))
            }),
    ]
}

fn environments(response: &ListDevEnvironmentsResponse) -> Value {
    let items: Vec<Value> = response.items.iter().map(summary).collect();
    json!({"items": items, "nextToken": response.next_token})
}

fn summary(item: &DevEnvironmentSummary) -> Value {
    json!({
        "alias": item.alias,
        "creatorId": item.creator_id,
        "id": item.id,
        "ides": item.ides.as_deref().map(ides),
        "inactivityTimeoutMinutes": item.inactivity_timeout_minutes,
        "instanceType": instance_type(&item.instance_type),
        "lastUpdatedTime": moment(item.last_updated_time),
        "persistentStorage": {"sizeInGiB": item.persistent_storage.size_in_gib},
        "projectName": item.project_name,
        "repositories": repositories(&item.repositories),
        "spaceName": item.space_name,
        "status": status(&item.status),
        "statusReason": item.status_reason,
        "vpcConnectionName": item.vpc_connection_name,
    })
}

fn ides(ides: &[Ide]) -> Vec<Value> {
    ides.iter().map(|ide| json!({"name": ide.name, "runtime": ide.runtime})).collect()
}

fn repositories(repositories: &[DevEnvironmentRepositorySummary]) -> Vec<Value> {
    let repository = repositories
        .iter()
        .map(|repository| json!({"repositoryName": repository.repository_name, "branchName": repository.branch_name}));
    repository.collect()
}

pub(super) fn instance_type(value: &InstanceType) -> &'static str {
    match value {
        InstanceType::DevStandard1Small => "dev.standard1.small",
        InstanceType::DevStandard1Medium => "dev.standard1.medium",
        InstanceType::DevStandard1Large => "dev.standard1.large",
        InstanceType::DevStandard1Xlarge => "dev.standard1.xlarge",
        _ => "not known",
    }
}

pub(super) fn status(value: &DevEnvironmentStatus) -> &'static str {
    match value {
        DevEnvironmentStatus::Pending => "PENDING",
        DevEnvironmentStatus::Running => "RUNNING",
        DevEnvironmentStatus::Starting => "STARTING",
        DevEnvironmentStatus::Stopping => "STOPPING",
        DevEnvironmentStatus::Stopped => "STOPPED",
        DevEnvironmentStatus::Failed => "FAILED",
        DevEnvironmentStatus::Deleting => "DELETING",
        DevEnvironmentStatus::Deleted => "DELETED",
        _ => "not known",
    }
}
