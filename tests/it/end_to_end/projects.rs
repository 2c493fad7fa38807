//! Projects.

use codecatalyst::operation::create_project::{CreateProjectRequest, CreateProjectResponse};
use codecatalyst::operation::delete_project::{DeleteProjectRequest, DeleteProjectResponse};
use codecatalyst::operation::get_project::{GetProjectRequest, GetProjectResponse};
use codecatalyst::operation::list_projects::{ListProjectsRequest, ListProjectsResponse};
use codecatalyst::operation::update_project::{UpdateProjectRequest, UpdateProjectResponse};
use codecatalyst::types::{ComparisonOperator, ProjectListFilter, ProjectListFilterKey};
use serde_json::{json, Value};

use super::case::{full, minimal, run_all, Case, PROJECT, SPACE};

#[tokio::test]
async fn projects() {
    run_all(cases()).await;
}

pub(super) fn cases() -> Vec<Case> {
    [create_project(), get_project(), list_projects(), update_project(), delete_project()]
        .into_iter()
        .flatten()
        .collect()
}

fn create_project() -> [Case; 2] {
    [
        full("CreateProject")
            .sends("PUT", "/v1/spaces/ExampleCorp/projects")
            .body(json!({"displayName": "Demo project", "description": "a+b=c"}))
            .answers(201, json!({
                "description": "a+b=c", "displayName": "Demo project", "name": "demo-project", "spaceName": "ExampleCorp",
            }))
            .call(|client| async move {
                let call = client.create_project().space_name(SPACE).display_name("Demo project").description("a+b=c");
                Ok(created_project(&call.send().await?))
            }),
        minimal("CreateProject")
            .sends("PUT", "/v1/spaces/ExampleCorp/projects")
            .body(json!({"displayName": "Demo"}))
            .answers(201, json!({"name": "demo"}))
            .call(|client| async move {
                Ok(created_project(&client.send(CreateProjectRequest::new(SPACE, "Demo")).await?))
            }),
    ]
}

fn created_project(response: &CreateProjectResponse) -> Value {
    json!({
        "description": response.description,
        "displayName": response.display_name,
        "name": response.name,
        "spaceName": response.space_name,
    })
}

fn get_project() -> [Case; 2] {
    [
        full("GetProject")
            .sends("GET", "/v1/spaces/ExampleCorp/projects/demo-project")
            .answers(
                200,
                json!({
                    "description": "with \"quotes\" and \u{1F980}", "displayName": "Demo project",
                    "name": "demo-project", "spaceName": "ExampleCorp",
                }),
            )
            .call(|client| async move {
                Ok(project(&client.get_project().space_name(SPACE).name(PROJECT).send().await?))
            }),
        minimal("GetProject")
            .sends("GET", "/v1/spaces/ExampleCorp/projects/demo-project")
            .answers(200, json!({"name": "demo-project"}))
            .call(|client| async move {
                Ok(project(&client.send(GetProjectRequest::new(SPACE, PROJECT)).await?))
            }),
    ]
}

fn project(response: &GetProjectResponse) -> Value {
    json!({
        "description": response.description,
        "displayName": response.display_name,
        "name": response.name,
        "spaceName": response.space_name,
    })
}

fn list_projects() -> [Case; 2] {
    [
        full("ListProjects")
            .sends("POST", "/v1/spaces/ExampleCorp/projects")
            .body(json!({
                "filters": [
                    {"key": "hasAccessTo", "values": ["Mary", "Paulo"], "comparisonOperator": "EQ"},
                    {"key": "name", "values": ["demo"], "comparisonOperator": "BEGINS_WITH"},
                ],
                "maxResults": 100,
                "nextToken": "two",
            }))
            .answers(
                200,
                json!({
                    "items": [
                        {"name": "one", "description": "d1", "displayName": "One"},
                        {"name": "two", "description": "d2", "displayName": "Two"},
                    ],
                    "nextToken": "three",
                }),
            )
            .call(|client| async move {
                let filters = [
                    ProjectListFilter {
                        key: ProjectListFilterKey::HasAccessTo,
                        values: vec!["Mary".into(), "Paulo".into()],
                        comparison_operator: Some(ComparisonOperator::Eq),
                    },
                    ProjectListFilter {
                        comparison_operator: Some(ComparisonOperator::BeginsWith),
                        ..ProjectListFilter::new(ProjectListFilterKey::Name, ["demo"])
                    },
                ];
                let call = client
                    .list_projects()
                    .space_name(SPACE)
                    .filters(filters)
                    .max_results(100)
                    .next_token("two");
                Ok(projects_of(&call.send().await?))
            }),
        minimal("ListProjects")
            .sends("POST", "/v1/spaces/ExampleCorp/projects")
            .body(json!({}))
            .answers(200, json!({}))
            .call(|client| async move {
                Ok(projects_of(&client.send(ListProjectsRequest::new(SPACE)).await?))
            }),
    ]
}

fn projects_of(response: &ListProjectsResponse) -> Value {
    let items = response.items.as_ref().map(|items| {
        let item = items.iter().map(|item| {
            json!({"name": item.name, "description": item.description, "displayName": item.display_name})
        });
        item.collect::<Vec<Value>>()
    });
    json!({"items": items, "nextToken": response.next_token})
}

fn update_project() -> [Case; 2] {
    [
        full("UpdateProject")
            .sends("PATCH", "/v1/spaces/ExampleCorp/projects/demo-project")
            .body(json!({"description": "new"}))
            .answers(200, json!({
                "description": "new", "displayName": "Demo project", "name": "demo-project", "spaceName": "ExampleCorp",
            }))
            .call(|client| async move {
                let call = client.update_project().space_name(SPACE).name(PROJECT).description("new");
                Ok(updated_project(&call.send().await?))
            }),
        minimal("UpdateProject")
            .sends("PATCH", "/v1/spaces/ExampleCorp/projects/demo-project")
            .body(json!({}))
            .answers(200, json!({}))
            .call(|client| async move {
                Ok(updated_project(&client.send(UpdateProjectRequest::new(SPACE, PROJECT)).await?))
            }),
    ]
}

fn updated_project(response: &UpdateProjectResponse) -> Value {
    json!({
        "description": response.description,
        "displayName": response.display_name,
        "name": response.name,
        "spaceName": response.space_name,
    })
}

fn delete_project() -> [Case; 2] {
    [
        full("DeleteProject")
            .sends("DELETE", "/v1/spaces/ExampleCorp/projects/demo-project")
            .answers(200, json!({"displayName": "Demo project", "name": "demo-project", "spaceName": "ExampleCorp"}))
            .call(|client| async move {
                Ok(deleted_project(&client.delete_project().space_name(SPACE).name(PROJECT).send().await?))
            }),
        minimal("DeleteProject")
            .sends("DELETE", "/v1/spaces/ExampleCorp/projects/demo-project")
            .answers(200, json!({"name": "demo-project", "spaceName": "ExampleCorp"}))
            .call(|client| async move {
                Ok(deleted_project(&client.send(DeleteProjectRequest::new(SPACE, PROJECT)).await?))
            }),
    ]
}

fn deleted_project(response: &DeleteProjectResponse) -> Value {
    json!({"displayName": response.display_name, "name": response.name, "spaceName": response.space_name})
}
