//! Create a project, list projects page by page, and meet two kinds of error.
//!
//! ```text
//! cargo run --example quickstart
//! ```
//!
//! Without a token it talks to a stand-in for the service, a small server in this process. With
//! one in `CODECATALYST_TOKEN` (or after `aws sso login`, with `--real`) it reads from the real
//! service, and changes nothing there.

mod stand_in;

use std::error::Error;

use codecatalyst::types::ProjectListFilter;
use codecatalyst::Client;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let wants_real = std::env::args().any(|argument| argument == "--real");
    if wants_real || std::env::var_os("CODECATALYST_TOKEN").is_some() {
        return read_only_tour(&Client::builder().build()?).await;
    }
    let address = stand_in::start()?;
    println!("No token in CODECATALYST_TOKEN: talking to a stand-in at http://{address}\n");
    let client = Client::builder()
        .endpoint(format!("http://{address}"))
        .bearer_token("a-token-for-the-stand-in")
        .build()?;
    full_tour(&client).await
}

/// Everything that the stand-in can do.
async fn full_tour(client: &Client) -> Result<(), Box<dyn Error>> {
    println!("Create three projects:");
    for display_name in ["Demo", "Website", "Data-pipeline"] {
        let project = client
            .create_project()
            .space_name("ExampleCorp")
            .display_name(display_name)
            .description("Made by the quickstart")
            .send()
            .await?;
        println!("  {} (shown as {})", project.name, project.display_name.unwrap_or_default());
    }

    println!(
        "\nList them; the stand-in gives two a page, the stream asks for the next page itself:"
    );
    let mut projects = client.list_projects().space_name("ExampleCorp").items();
    while let Some(project) = projects.try_next().await? {
        println!("  {}: {}", project.name, project.description.unwrap_or_default());
    }

    println!("\nAsk for one that does not exist:");
    match client.get_project().space_name("ExampleCorp").name("gone").send().await {
        Ok(project) => println!("  found {}", project.name),
        Err(error) if error.is_resource_not_found() => println!("  {error}"),
        Err(error) => return Err(error.into()),
    }

    println!("\nSend what breaks the model's constraints; nothing leaves this process:");
    let request = client.create_project().space_name("x").display_name("No! exclamation marks");
    if let Err(error) = request.send().await {
        println!("  {error}");
    }
    Ok(())
}

/// What can be looked at without changing anything.
async fn read_only_tour(client: &Client) -> Result<(), Box<dyn Error>> {
    let mut spaces = client.list_spaces().items();
    while let Some(space) = spaces.try_next().await? {
        println!("{} ({})", space.name, space.region_name);
        let no_filters: [ProjectListFilter; 0] = [];
        let mut projects =
            client.list_projects().space_name(space.name.as_str()).filters(no_filters).items();
        while let Some(project) = projects.try_next().await? {
            println!("  {}", project.name);
        }
    }
    Ok(())
}
