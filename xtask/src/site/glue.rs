//! The glue as it is shipped: without the comments and the indentation that nobody reads there. More than that would take
//! a parser, and save little once it is packed.

/// The same script in fewer bytes. What stands in a literal of several lines is left as it is.
pub(super) fn shipped(js: &str) -> String {
    let (mut shipped, mut literal, mut comment) = (String::with_capacity(js.len()), false, false);
    for line in js.lines() {
        let bare = line.trim_start();
        if literal {
            shipped.push_str(line);
            shipped.push('\n');
        } else if comment || bare.starts_with("/**") {
            comment = !bare.trim_end().ends_with("*/");
            continue;
        } else if !bare.is_empty() && !bare.starts_with("//") {
            shipped.push_str(bare);
            shipped.push('\n');
        }
        literal ^= opens_or_closes(line);
    }
    shipped
}

/// Whether a literal of several lines begins or ends on this one.
fn opens_or_closes(line: &str) -> bool {
    line.matches('`').count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_runs_is_left_and_what_is_only_read_is_gone() {
        let js = "\n\n/**\n * @param {any} x\n */\nexport function f(x) {\n    // why\n    return `a\n      // b\n  ${x}` + '//';\n}\n/** at once */\nf(1);\n";
        let shipped = shipped(js);
        assert_eq!(
            shipped,
            "export function f(x) {\nreturn `a\n      // b\n  ${x}` + '//';\n}\nf(1);\n"
        );
    }
}
