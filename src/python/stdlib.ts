/** `sys.stdlib_module_names` of CPython 3.10 and 3.13 together, but for most names that start with an underscore. */
const PYTHON_3 = `
  __future__ _socket _ssl _thread abc aifc antigravity argparse array ast asynchat asyncio asyncore atexit
  audioop base64 bdb binascii binhex bisect builtins bz2 cProfile calendar cgi cgitb chunk cmath cmd code
  codecs codeop collections colorsys compileall concurrent configparser contextlib contextvars copy
  copyreg crypt csv ctypes curses dataclasses datetime dbm decimal difflib dis distutils doctest email
  encodings ensurepip enum errno faulthandler fcntl filecmp fileinput fnmatch fractions ftplib functools
  gc genericpath getopt getpass gettext glob graphlib grp gzip hashlib heapq hmac html http idlelib
  imaplib imghdr imp importlib inspect io ipaddress itertools json keyword lib2to3 linecache locale
  logging lzma mailbox mailcap marshal math mimetypes mmap modulefinder msilib msvcrt multiprocessing
  netrc nis nntplib nt ntpath nturl2path numbers opcode operator optparse os ossaudiodev pathlib pdb
  pickle pickletools pipes pkgutil platform plistlib poplib posix posixpath pprint profile pstats pty pwd
  py_compile pyclbr pydoc pydoc_data pyexpat queue quopri random re readline reprlib resource rlcompleter
  runpy sched secrets select selectors shelve shlex shutil signal site smtpd smtplib sndhdr socket
  socketserver spwd sqlite3 sre_compile sre_constants sre_parse ssl stat statistics string stringprep
  struct subprocess sunau symtable sys sysconfig syslog tabnanny tarfile telnetlib tempfile termios
  textwrap this threading time timeit tkinter token tokenize tomllib trace traceback tracemalloc tty
  turtle turtledemo types typing unicodedata unittest urllib uu uuid venv warnings wave weakref webbrowser
  winreg winsound wsgiref xdrlib xml xmlrpc zipapp zipfile zipimport zlib zoneinfo
`;

/**
 * What CPython 2.7 has besides: its library folder and its built-in modules; without `new`, `test` and `user`, which
 * are more often a project's own.
 */
const PYTHON_2 = `
  BaseHTTPServer Bastion CGIHTTPServer ConfigParser Cookie DocXMLRPCServer HTMLParser MimeWriter Queue
  SimpleHTTPServer SimpleXMLRPCServer SocketServer StringIO UserDict UserList UserString anydbm audiodev
  bsddb cPickle cStringIO commands compiler cookielib copy_reg dbhash dircache dumbdbm dummy_thread
  dummy_threading exceptions formatter fpformat future_builtins hotshot htmlentitydefs htmllib httplib
  ihooks imputil linuxaudiodev macpath macurl2path markupbase md5 mhlib mimetools mimify multifile mutex
  os2emxpath parser popen2 posixfile repr rexec rfc822 robotparser sets sgmllib sha sre statvfs
  stringold strop sunaudio symbol thread toaiff urllib2 urlparse whichdb xmllib xmlrpclib
  xxsubtype
`;

const NAMES: ReadonlySet<string> = new Set(
  `${PYTHON_3} ${PYTHON_2}`.split(/\s+/).filter((name) => name !== ""),
);

/** Whether a module, dotted or not, belongs to the standard library of Python 3 or 2. */
export function isStdlibModule(module: string): boolean {
  return NAMES.has(module.split(".", 1)[0] ?? "");
}
