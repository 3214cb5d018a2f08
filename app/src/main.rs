//! Mounts the app in the browser. Nothing else.

fn main() {
    app::start();
}
