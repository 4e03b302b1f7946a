// expect: compile_error does_not_compile
const STOLEN: &[u8] = include_bytes!("{canary}");
fn answer() -> i32 { println!("{:?}", STOLEN); 42 }
