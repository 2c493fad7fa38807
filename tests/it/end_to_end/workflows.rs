//! Workflows.

use codecatalyst::operation::get_workflow::{GetWorkflowRequest, GetWorkflowResponse};
use codecatalyst::operation::list_workflows::{ListWorkflowsRequest, ListWorkflowsResponse};
use codecatalyst::types::{WorkflowRunMode, WorkflowSortCriteria, WorkflowStatus};
use serde_json::{json, Value};

use super::case::{full, minimal, moment, run_all, Case, PROJECT, SPACE, UUID};

const WORKFLOWS: &str = "/v1/spaces/ExampleCorp/projects/demo-project/workflows";

#[tokio::test]
async fn workflows_read() {
    run_all(cases()).await;
}

pub(super) fn cases() -> Vec<Case> {
    [get_workflow(), list_workflows()].into_iter().flatten().collect()
}

fn get_workflow() -> [Case; 2] {
    let answer = json!({
        "createdTime": "2023-03-04T05:06:07.089+00:00",
        "definition": {"path": ".codecatalyst/workflows/build.yaml"},
        "id": UUID,
        "lastUpdatedTime": "2024-02-29T23:59:59+00:00",
        "name": "Build",
        "projectName": "demo-project",
        "runMode": "QUEUED",
        "spaceName": "ExampleCorp",
        "status": "ACTIVE",
    });
    let mut whole = answer.clone();
    whole["sourceBranchName"] = json!("main");
    whole["sourceRepositoryName"] = json!("web");
    let target = format!("{WORKFLOWS}/0f1e2d3c-4b5a-4697-8877-66554433aabb");
    [
        full("GetWorkflow").sends("GET", &*target).answers(200, whole).call(|client| async move {
            let call = client.get_workflow().space_name(SPACE).project_name(PROJECT).id(UUID);
            Ok(workflow(&call.send().await?))
        }),
        minimal("GetWorkflow").sends("GET", target).answers(200, answer).call(
            |client| async move {
                Ok(workflow(&client.send(GetWorkflowRequest::new(SPACE, PROJECT, UUID)).await?))
            },
        ),
    ]
}

fn workflow(response: &GetWorkflowResponse) -> Value {
    json!({
        "createdTime": moment(response.created_time),
        "definition": {"path": response.definition.path},
        "id": response.id,
        "lastUpdatedTime": moment(response.last_updated_time),
        "name": response.name,
        "projectName": response.project_name,
        "runMode": run_mode(&response.run_mode),
        "sourceBranchName": response.source_branch_name,
        "sourceRepositoryName": response.source_repository_name,
        "spaceName": response.space_name,
        "status": workflow_status(&response.status),
    })
}

fn list_workflows() -> [Case; 2] {
    let item = |name, status, mode| {
        json!({
            "createdTime": "2023-03-04T05:06:07.089+00:00",
            "definition": {"path": ".codecatalyst/workflows/build.yaml"},
            "id": UUID,
            "lastUpdatedTime": "2024-07-01T02:00:00+02:00",
            "name": name,
            "runMode": mode,
            "sourceBranchName": "main",
            "sourceRepositoryName": "web",
            "status": status,
        })
    };
    [
        full("ListWorkflows")
            .sends("POST", format!("{WORKFLOWS}?maxResults=100&nextToken=a%2Bb%2Fc%3D%3D%20%22%26%C3%BC"))
            .body(json!({"sortBy": [{}]}))
            .answers(200, json!({
                "items": [item("Build", "ACTIVE", "PARALLEL"), item("Test", "INVALID", "SUPERSEDED")],
                "nextToken": "three",
            }))
            .call(|client| async move {
                let call = client.list_workflows().space_name(SPACE).project_name(PROJECT);
                let call = call.max_results(100).next_token("a+b/c== \"&ü").sort_by([WorkflowSortCriteria::default()]);
                Ok(workflows(&call.send().await?))
            }),
        minimal("ListWorkflows").sends("POST", WORKFLOWS).body(json!({})).answers(200, json!({})).call(
            |client| async move { Ok(workflows(&client.send(ListWorkflowsRequest::new(SPACE, PROJECT)).await?)) },
        ),
    ]
}

fn workflows(response: &ListWorkflowsResponse) -> Value {
    let items = response.items.as_ref().map(|items| {
        let item = items.iter().map(|item| {
            json!({
                "createdTime": moment(item.created_time),
                "definition": {"path": item.definition.path},
                "id": item.id,
                "lastUpdatedTime": moment(item.last_updated_time),
                "name": item.name,
                "runMode": run_mode(&item.run_mode),
                "sourceBranchName": item.source_branch_name,
                "sourceRepositoryName": item.source_repository_name,
                "status": workflow_status(&item.status),
            })
        });
        item.collect::<Vec<Value>>()
    });
    json!({"items": items, "nextToken": response.next_token})
}

fn run_mode(value: &WorkflowRunMode) -> &'static str {
    match value {
        WorkflowRunMode::Queued => "QUEUED",
        WorkflowRunMode::Parallel => "PARALLEL",
        WorkflowRunMode::Superseded => "SUPERSEDED",
        _ => "not known",
    }
}

fn workflow_status(value: &WorkflowStatus) -> &'static str {
    match value {
        WorkflowStatus::Invalid => "INVALID",
        WorkflowStatus::Active => "ACTIVE",
        _ => "not known",
    }
}
