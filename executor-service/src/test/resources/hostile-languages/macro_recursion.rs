// expect: compile_error compiler_limit
macro_rules! more { ($($x:tt)*) => { more!($($x)* $($x)* 1) }; }
fn answer() -> i32 { more!(1); 42 }
