//! Sending uses the request up.

async fn twice(client: codecatalyst::Client) {
    let call = client.get_space().name("space");
    let _ = call.send().await;
    let _ = call.send().await;
}

fn main() {}
