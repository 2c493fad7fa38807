//! Source repositories.

use codecatalyst::operation::create_source_repository::{
    CreateSourceRepositoryRequest, CreateSourceRepositoryResponse,
};
use codecatalyst::operation::delete_source_repository::{
    DeleteSourceRepositoryRequest, DeleteSourceRepositoryResponse,
};
use codecatalyst::operation::get_source_repository::{
    GetSourceRepositoryRequest, GetSourceRepositoryResponse,
};
use codecatalyst::operation::get_source_repository_clone_urls::GetSourceRepositoryCloneUrlsRequest;
use codecatalyst::operation::list_source_repositories::{
    ListSourceRepositoriesRequest, ListSourceRepositoriesResponse,
};
use serde_json::{json, Value};

use super::case::{full, minimal, moment, run_all, Case, OTHER_UUID, PROJECT, SPACE, UUID};

pub(super) const REPOSITORIES: &str =
    "/v1/spaces/ExampleCorp/projects/demo-project/sourceRepositories";

#[tokio::test]
async fn source_repositories_made_and_read() {
    run_all(cases()).await;
}

pub(super) fn cases() -> Vec<Case> {
    [
        create_source_repository(),
        get_source_repository(),
        list_source_repositories(),
        delete_source_repository(),
        get_source_repository_clone_urls(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn create_source_repository() -> [Case; 2] {
    [
        full("CreateSourceRepository")
            .sends("PUT", format!("{REPOSITORIES}/web_app-1.0"))
            .body(json!({"description": "line\r\nbreak / \\ \u{7}"}))
            .answers(201, json!({
                "description": "line\r\nbreak / \\ \u{7}", "name": "web_app-1.0", "projectName": "demo-project", "spaceName": "ExampleCorp",
            }))
            .call(|client| async move {
                let call = client.create_source_repository().space_name(SPACE).project_name(PROJECT).name("web_app-1.0");
                Ok(created_repository(&call.description("line\r\nbreak / \\ \u{7}").send().await?))
            }),
        minimal("CreateSourceRepository")
            .sends("PUT", format!("{REPOSITORIES}/web"))
            .body(json!({}))
            .answers(201, json!({"name": "web", "projectName": "demo-project", "spaceName": "ExampleCorp"}))
            .call(|client| async move {
                let request = CreateSourceRepositoryRequest::new(SPACE, PROJECT, "web");
                Ok(created_repository(&client.send(request).await?))
            }),
    ]
}

fn created_repository(response: &CreateSourceRepositoryResponse) -> Value {
    json!({
        "description": response.description,
        "name": response.name,
        "projectName": response.project_name,
        "spaceName": response.space_name,
    })
}

fn get_source_repository() -> [Case; 2] {
    let times = json!({
        "createdTime": "2023-03-04T05:06:07.089+00:00", "lastUpdatedTime": "2024-07-01T02:00:00+02:00",
        "name": "web", "projectName": "demo-project", "spaceName": "ExampleCorp",
    });
    let mut whole = times.clone();
    whole["description"] = json!("the shop");
    [
        full("GetSourceRepository")
            .sends("GET", format!("{REPOSITORIES}/web"))
            .answers(200, whole)
            .call(|client| async move {
                let call = client
                    .get_source_repository()
                    .space_name(SPACE)
                    .project_name(PROJECT)
                    .name("web");
                Ok(repository(&call.send().await?))
            }),
        minimal("GetSourceRepository")
            .sends("GET", format!("{REPOSITORIES}/web"))
            .answers(200, times)
            .call(|client| async move {
                Ok(repository(
                    &client.send(GetSourceRepositoryRequest::new(SPACE, PROJECT, "web")).await?,
                ))
            }),
    ]
}

fn repository(response: &GetSourceRepositoryResponse) -> Value {
    json!({
        "createdTime": moment(response.created_time),
        "description": response.description,
        "lastUpdatedTime": moment(response.last_updated_time),
        "name": response.name,
        "projectName": response.project_name,
        "spaceName": response.space_name,
    })
}

fn list_source_repositories() -> [Case; 2] {
    [
        full("ListSourceRepositories")
            .sends("POST", REPOSITORIES)
            .body(json!({"maxResults": 200, "nextToken": "two"}))
            .answers(200, json!({
                "items": [
                    {
                        "createdTime": "2023-03-04T05:06:07.089+00:00", "id": UUID, "name": "one", "description": "d1",
                        "lastUpdatedTime": "2024-02-29T23:59:59+00:00",
                    },
                    {
                        "createdTime": "2022-12-31T18:30:00.5+00:00", "id": OTHER_UUID, "name": "two",
                        "lastUpdatedTime": "2024-07-01T02:00:00+02:00",
                    },
                ],
                "nextToken": "three",
            }))
            .call(|client| async move {
                let call = client.list_source_repositories().space_name(SPACE).project_name(PROJECT);
                Ok(repositories(&call.max_results(200).next_token("two").send().await?))
            }),
        minimal("ListSourceRepositories").sends("POST", REPOSITORIES).body(json!({})).answers(200, json!({})).call(
            |client| async move {
                Ok(repositories(&client.send(ListSourceRepositoriesRequest::new(SPACE, PROJECT)).await?))
            },
        ),
    ]
}

fn repositories(response: &ListSourceRepositoriesResponse) -> Value {
    let items = response.items.as_ref().map(|items| {
        let item = items.iter().map(|item| {
            json!({
                "createdTime": moment(item.created_time),
                "id": item.id,
                "lastUpdatedTime": moment(item.last_updated_time),
                "name": item.name,
                "description": item.description,
            })
        });
        item.collect::<Vec<Value>>()
    });
    json!({"items": items, "nextToken": response.next_token})
}

fn delete_source_repository() -> [Case; 2] {
    let answer = json!({"name": "web", "projectName": "demo-project", "spaceName": "ExampleCorp"});
    [
        full("DeleteSourceRepository")
            .sends("DELETE", format!("{REPOSITORIES}/web"))
            .answers(200, answer.clone())
            .call(|client| async move {
                let call = client
                    .delete_source_repository()
                    .space_name(SPACE)
                    .project_name(PROJECT)
                    .name("web");
                Ok(deleted_repository(&call.send().await?))
            }),
        minimal("DeleteSourceRepository")
            .sends("DELETE", format!("{REPOSITORIES}/web"))
            .answers(200, answer)
            .call(|client| async move {
                let request = DeleteSourceRepositoryRequest::new(SPACE, PROJECT, "web");
                Ok(deleted_repository(&client.send(request).await?))
            }),
    ]
}

fn deleted_repository(response: &DeleteSourceRepositoryResponse) -> Value {
    json!({"name": response.name, "projectName": response.project_name, "spaceName": response.space_name})
}

fn get_source_repository_clone_urls() -> [Case; 2] {
    let answer = json!({"https": "https://git.example.com/v1/ExampleCorp/demo-project/web"});
    let target = format!("{REPOSITORIES}/web/cloneUrls");
    [
        full("GetSourceRepositoryCloneUrls")
            .sends("GET", &*target)
            .answers(200, answer.clone())
            .call(|client| async move {
                let call = client.get_source_repository_clone_urls();
                let call =
                    call.space_name(SPACE).project_name(PROJECT).source_repository_name("web");
                Ok(json!({"https": call.send().await?.https}))
            }),
        minimal("GetSourceRepositoryCloneUrls").sends("GET", target).answers(200, answer).call(
            |client| async move {
                let request = GetSourceRepositoryCloneUrlsRequest::new(SPACE, PROJECT, "web");
                Ok(json!({"https": client.send(request).await?.https}))
            },
        ),
    ]
}
