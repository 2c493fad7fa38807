//! Branches of source repositories.

use codecatalyst::operation::create_source_repository_branch::{
    CreateSourceRepositoryBranchRequest, CreateSourceRepositoryBranchResponse,
};
use codecatalyst::operation::list_source_repository_branches::{
    ListSourceRepositoryBranchesRequest, ListSourceRepositoryBranchesResponse,
};
use serde_json::{json, Value};

use super::case::{full, minimal, moment, run_all, Case, PROJECT, SPACE};
use super::source_repositories::REPOSITORIES;

#[tokio::test]
async fn branches_of_source_repositories() {
    run_all(cases()).await;
}

pub(super) fn cases() -> Vec<Case> {
    [create_source_repository_branch(), list_source_repository_branches()]
        .into_iter()
        .flatten()
        .collect()
}

fn create_source_repository_branch() -> [Case; 2] {
    [
        // A branch may have a slash in its name, which must not become a segment of the path.
        full("CreateSourceRepositoryBranch")
            .sends("PUT", format!("{REPOSITORIES}/web/branches/feature%2Fgr%C3%BC%C3%9Fe%20%231"))
            .body(json!({"headCommitId": "4f2c"}))
            .answers(
                201,
                json!({
                    "headCommitId": "4f2c",
                    "lastUpdatedTime": "2023-10-26T14:15:16.000001+00:00",
                    "name": "feature/grüße #1",
                    "ref": "refs/heads/feature/grüße #1",
                }),
            )
            .call(|client| async move {
                let call = client
                    .create_source_repository_branch()
                    .space_name(SPACE)
                    .project_name(PROJECT);
                let call = call
                    .source_repository_name("web")
                    .name("feature/grüße #1")
                    .head_commit_id("4f2c");
                Ok(created_branch(&call.send().await?))
            }),
        minimal("CreateSourceRepositoryBranch")
            .sends("PUT", format!("{REPOSITORIES}/web/branches/x"))
            .body(json!({}))
            .answers(201, json!({}))
            .call(|client| async move {
                let request = CreateSourceRepositoryBranchRequest::new(SPACE, PROJECT, "web", "x");
                Ok(created_branch(&client.send(request).await?))
            }),
    ]
}

fn created_branch(response: &CreateSourceRepositoryBranchResponse) -> Value {
    json!({
        "headCommitId": response.head_commit_id,
        "lastUpdatedTime": moment(response.last_updated_time),
        "name": response.name,
        "ref": response.r#ref,
    })
}

fn list_source_repository_branches() -> [Case; 2] {
    let target = format!("{REPOSITORIES}/web/branches");
    [
        full("ListSourceRepositoryBranches")
            .sends("POST", &*target)
            .body(json!({"maxResults": 1, "nextToken": "two"}))
            .answers(200, json!({
                "items": [
                    {"headCommitId": "1a", "lastUpdatedTime": "2021-01-01T01:01:01Z", "name": "main", "ref": "refs/heads/main"},
                    {},
                ],
                "nextToken": "three",
            }))
            .call(|client| async move {
                let call = client.list_source_repository_branches().space_name(SPACE).project_name(PROJECT);
                let call = call.source_repository_name("web").max_results(1).next_token("two");
                Ok(branches(&call.send().await?))
            }),
        minimal("ListSourceRepositoryBranches")
            .sends("POST", target)
            .body(json!({}))
            .answers(200, json!({"items": []}))
            .call(|client| async move {
                let request = ListSourceRepositoryBranchesRequest::new(SPACE, PROJECT, "web");
                Ok(branches(&client.send(request).await?))
            }),
    ]
}

fn branches(response: &ListSourceRepositoryBranchesResponse) -> Value {
    let item = response.items.iter().map(|item| {
        json!({
            "headCommitId": item.head_commit_id,
            "lastUpdatedTime": moment(item.last_updated_time),
            "name": item.name,
            "ref": item.r#ref,
        })
    });
    json!({"items": item.collect::<Vec<Value>>(), "nextToken": response.next_token})
}
