//! Values cannot be made in ways that would break when the service adds a member, nor without
//! what they need, nor with what they do not have.

use codecatalyst::operation::{CreateProjectRequest, CreateProjectResponse};

fn main() {
    // A response may gain members: only the crate itself makes one by a literal.
    let _ = CreateProjectResponse {
        name: "project".to_owned(),
        description: None,
        display_name: None,
        space_name: None,
    };
    // Required members have no default.
    let _ = CreateProjectRequest {
        description: None,
    };
    let mut request = CreateProjectRequest::new("space", "Project");
    request.colour = "red".to_owned();
}
