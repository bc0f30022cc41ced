//! Names that a package of Python cannot have.

/// Keywords. A name is in lower case; so are these.
const KEYWORDS: &str = "\
and as assert async await break class continue def del elif else except false finally for from global if \
import in is lambda none nonlocal not or pass raise return true try while with yield";

/// The modules of the standard library, of Python 3.11 and newer.
const STANDARD: &str = "\
abc aifc annotationlib antigravity argparse array ast asynchat asyncio asyncore atexit audioop base64 bdb \
binascii bisect builtins bz2 cProfile calendar cgi cgitb chunk cmath cmd code codecs codeop collections \
colorsys compileall compression concurrent configparser contextlib contextvars copy copyreg crypt csv ctypes \
curses dataclasses datetime dbm decimal difflib dis distutils doctest email encodings ensurepip enum errno \
faulthandler fcntl filecmp fileinput fnmatch fractions ftplib functools gc genericpath getopt getpass gettext \
glob graphlib grp gzip hashlib heapq hmac html http idlelib imaplib imghdr imp importlib inspect io ipaddress \
itertools json keyword lib2to3 linecache locale logging lzma mailbox mailcap marshal math mimetypes mmap \
modulefinder msilib msvcrt multiprocessing netrc nis nntplib nt ntpath nturl2path numbers opcode operator \
optparse os ossaudiodev pathlib pdb pickle pickletools pipes pkgutil platform plistlib poplib posix posixpath \
pprint profile pstats pty pwd py_compile pyclbr pydoc pydoc_data pyexpat queue quopri random re readline \
reprlib resource rlcompleter runpy sched secrets select selectors shelve shlex shutil signal site smtpd \
smtplib sndhdr socket socketserver spwd sqlite3 sre_compile sre_constants sre_parse ssl stat statistics string \
stringprep struct subprocess sunau symtable sys sysconfig syslog tabnanny tarfile telnetlib tempfile termios test \
textwrap this threading time timeit tkinter token tokenize tomllib trace traceback tracemalloc tty turtle \
turtledemo types typing unicodedata unittest urllib uu uuid venv warnings wave weakref webbrowser winreg \
winsound wsgiref xdrlib xml xmlrpc zipapp zipfile zipimport zlib zoneinfo";

/// Why `module` cannot be the package of a service.
pub(super) fn refusal(module: &str) -> Option<&'static str> {
    let among = |words: &str| words.split_whitespace().any(|word| word == module);
    if among(KEYWORDS) {
        Some("it is a keyword of Python, and the service's package would have its name")
    } else if among(STANDARD) {
        Some("it is a module of Python's standard library, which the service's package would hide")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keywords_and_modules_are_refused() {
        let check = |module, part: &str| {
            let why = refusal(module).expect(module);
            assert!(why.contains(part), "{why}");
        };
        check("class", "keyword");
        check("none", "keyword");
        check("test", "standard library");
        check("json", "standard library");
        assert_eq!(refusal("json_export"), None);
        assert_eq!(refusal("tes"), None);
    }
}
