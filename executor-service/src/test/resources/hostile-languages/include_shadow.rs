// expect: compile_error does_not_compile
const STOLEN: &str = include_str!("/etc/shadow");
fn answer() -> i32 { STOLEN.len() as i32 }
