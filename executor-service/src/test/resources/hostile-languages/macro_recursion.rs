// expect: compile_error does_not_compile
macro_rules! more { ($($x:tt)*) => { more!($($x)* $($x)* 1) }; }
fn answer() -> i32 { more!(1); 42 }
