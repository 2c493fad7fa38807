//! Runs of workflows.

use codecatalyst::operation::get_workflow_run::{GetWorkflowRunRequest, GetWorkflowRunResponse};
use codecatalyst::operation::list_workflow_runs::{
    ListWorkflowRunsRequest, ListWorkflowRunsResponse,
};
use codecatalyst::operation::start_workflow_run::{
    StartWorkflowRunRequest, StartWorkflowRunResponse,
};
use codecatalyst::types::{WorkflowRunSortCriteria, WorkflowRunStatus, WorkflowRunStatusReason};
use serde_json::{json, Value};

use super::case::{
    full, minimal, moment, run_all, Case, GENERATED, OTHER_UUID, PROJECT, SPACE, UUID,
};

const RUNS: &str = "/v1/spaces/ExampleCorp/projects/demo-project/workflowRuns";

#[tokio::test]
async fn runs_of_workflows() {
    run_all(cases()).await;
}

pub(super) fn cases() -> Vec<Case> {
    [get_workflow_run(), list_workflow_runs(), start_workflow_run()].into_iter().flatten().collect()
}

fn get_workflow_run() -> [Case; 2] {
    let answer = json!({
        "id": UUID,
        "lastUpdatedTime": "2024-02-29T23:59:59+00:00",
        "projectName": "demo-project",
        "spaceName": "ExampleCorp",
        "startTime": "2023-10-26T14:15:16.000001+00:00",
        "status": "NOT_RUN",
        "workflowId": OTHER_UUID,
    });
    let mut whole = answer.clone();
    whole["endTime"] = json!("2026-11-23T10:20:30.250+00:00");
    whole["statusReasons"] = json!([{}, {}]);
    let target = format!("{RUNS}/0f1e2d3c-4b5a-4697-8877-66554433aabb");
    [
        full("GetWorkflowRun").sends("GET", &*target).answers(200, whole).call(
            |client| async move {
                let call =
                    client.get_workflow_run().space_name(SPACE).project_name(PROJECT).id(UUID);
                Ok(run(&call.send().await?))
            },
        ),
        minimal("GetWorkflowRun").sends("GET", target).answers(200, answer).call(
            |client| async move {
                Ok(run(&client.send(GetWorkflowRunRequest::new(SPACE, PROJECT, UUID)).await?))
            },
        ),
    ]
}

fn run(response: &GetWorkflowRunResponse) -> Value {
    json!({
        "endTime": moment(response.end_time),
        "id": response.id,
        "lastUpdatedTime": moment(response.last_updated_time),
        "projectName": response.project_name,
        "spaceName": response.space_name,
        "startTime": moment(response.start_time),
        "status": run_status(&response.status),
        "statusReasons": response.status_reasons.as_deref().map(reasons),
        "workflowId": response.workflow_id,
    })
}

fn list_workflow_runs() -> [Case; 2] {
    let item = |status| {
        json!({
            "id": UUID,
            "lastUpdatedTime": "2024-02-29T23:59:59+00:00",
            "startTime": "2023-10-26T14:15:16.000001+00:00",
            "status": status,
            "workflowId": OTHER_UUID,
            "workflowName": "Build",
        })
    };
    let mut whole = item("SUCCEEDED");
    whole["endTime"] = json!("2022-12-31T18:30:00.5+00:00");
    whole["statusReasons"] = json!([{}, {}]);
    [
        full("ListWorkflowRuns")
            .sends("POST", format!("{RUNS}?maxResults=50&nextToken=x%2Cy&workflowId={OTHER_UUID}"))
            .body(json!({"sortBy": [{}]}))
            .answers(200, json!({"items": [whole, item("IN_PROGRESS")], "nextToken": "three"}))
            .call(|client| async move {
                let call = client
                    .list_workflow_runs()
                    .space_name(SPACE)
                    .project_name(PROJECT)
                    .max_results(50);
                let call = call
                    .next_token("x,y")
                    .workflow_id(OTHER_UUID)
                    .sort_by([WorkflowRunSortCriteria::default()]);
                Ok(runs(&call.send().await?))
            }),
        minimal("ListWorkflowRuns")
            .sends("POST", RUNS)
            .body(json!({}))
            .answers(200, json!({}))
            .call(|client| async move {
                Ok(runs(&client.send(ListWorkflowRunsRequest::new(SPACE, PROJECT)).await?))
            }),
    ]
}

fn runs(response: &ListWorkflowRunsResponse) -> Value {
    let items = response.items.as_ref().map(|items| {
        let item = items.iter().map(|item| {
            json!({
                "endTime": moment(item.end_time),
                "id": item.id,
                "lastUpdatedTime": moment(item.last_updated_time),
                "startTime": moment(item.start_time),
                "status": run_status(&item.status),
                "statusReasons": item.status_reasons.as_deref().map(reasons),
                "workflowId": item.workflow_id,
                "workflowName": item.workflow_name,
            })
        });
        item.collect::<Vec<Value>>()
    });
    json!({"items": items, "nextToken": response.next_token})
}

/// The model gives a reason no members, so its number is all there is to read.
fn reasons(reasons: &[WorkflowRunStatusReason]) -> Vec<Value> {
    vec![json!({}); reasons.len()]
}

fn start_workflow_run() -> [Case; 2] {
    let answer = json!({"id": UUID, "projectName": "demo-project", "spaceName": "ExampleCorp", "workflowId": OTHER_UUID});
    let target = format!("{RUNS}?workflowId={OTHER_UUID}");
    [
        full("StartWorkflowRun")
            .sends("PUT", &*target)
            .body(json!({"clientToken": "run.1"}))
            .answers(200, answer.clone())
            .call(|client| async move {
                let call = client
                    .start_workflow_run()
                    .space_name(SPACE)
                    .project_name(PROJECT)
                    .workflow_id(OTHER_UUID);
                Ok(started(&call.client_token("run.1").send().await?))
            }),
        minimal("StartWorkflowRun")
            .sends("PUT", target)
            .body(json!({"clientToken": GENERATED}))
            .answers(200, answer)
            .call(|client| async move {
                Ok(started(
                    &client.send(StartWorkflowRunRequest::new(SPACE, PROJECT, OTHER_UUID)).await?,
                ))
            }),
    ]
}

fn started(response: &StartWorkflowRunResponse) -> Value {
    json!({
        "id": response.id,
        "projectName": response.project_name,
        "spaceName": response.space_name,
        "workflowId": response.workflow_id,
    })
}

fn run_status(value: &WorkflowRunStatus) -> &'static str {
    match value {
        WorkflowRunStatus::Succeeded => "SUCCEEDED",
        WorkflowRunStatus::NotRun => "NOT_RUN",
        WorkflowRunStatus::InProgress => "IN_PROGRESS",
        _ => "not one of those in the tables",
    }
}
