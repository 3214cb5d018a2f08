//! The glue as it is shipped: without the comments and the indentation that nobody reads there. More than that would take
//! a parser, and save little once it is packed.

/// The same script in fewer bytes. What stands in a literal of several lines is left as it is, and so is a comment that
/// shares its last line with something that runs.
pub(super) fn shipped(js: &str) -> String {
    let mut lines = js.lines();
    let (mut shipped, mut in_literal) = (String::with_capacity(js.len()), false);
    while let Some(line) = lines.next() {
        let bare = line.trim_start();
        if !in_literal && bare == "/**" {
            lines.by_ref().find(|line| line.trim() == "*/");
        } else if in_literal || !(bare.is_empty() || is_comment(bare)) {
            shipped.push_str(if in_literal { line } else { bare });
            shipped.push('\n');
            in_literal ^= line.matches('`').count() % 2 == 1;
        }
    }
    shipped
}

/// A comment that is the whole line.
fn is_comment(line: &str) -> bool {
    line.starts_with("//") || (line.starts_with("/*") && line.find("*/") == Some(line.len() - 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_only_read_is_gone() {
        let js = "\n\n/**\n * @param {any} x\n */\nfunction f(x) {\n    // one `tick\n    return x;\n}\n/** at once */\nf(1);\n";
        assert_eq!(shipped(js), "function f(x) {\nreturn x;\n}\nf(1);\n");
    }

    #[test]
    fn what_runs_is_left_as_it_is() {
        for js in [
            "/** @type {number} */ let y;\ny = '// no comment';\n",
            "x = `a\n      // b\n   /**\n  ${x}`;\n",
            "/* one */ f(); /* two */\n",
        ] {
            assert_eq!(shipped(js), js);
        }
    }
}
