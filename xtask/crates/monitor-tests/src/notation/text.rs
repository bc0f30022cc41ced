use super::cursor::Cursor;
use super::{Result, Variables, variables};

/// `text` with `$name` and `${name}` replaced; `$$` is a dollar.
///
/// # Errors
/// A variable is unknown, or a dollar has no name.
pub fn interpolate(text: &str, variables: &Variables) -> Result<String> {
    let mut cursor = Cursor::new(text);
    let mut out = String::with_capacity(text.len());
    loop {
        out.push_str(cursor.take_while(|c| c != '$'));
        if cursor.is_done() {
            return Ok(out);
        }
        let at = cursor.at();
        cursor.expect("$", "a dollar")?;
        if cursor.eat("$") {
            out.push('$');
            continue;
        }
        let name = variables::name(&mut cursor)?;
        out.push_str(&variables.get(name, &(at..cursor.at()))?.to_string());
    }
}
