// Code with TLS in it, by what a checker makes of it.

/** What is found, each as the imports and the lines of one function or class at the top of a module. */
export const FOUND = [
  {
    imports: ["import socket", "import ssl"],
    inside: [
      "def open_channel(host, port):",
      "    raw = socket.create_connection((host, port))",
      "    return ssl.wrap_socket(raw)",
      "",
    ],
  },
  {
    imports: ["import requests"],
    inside: ["def fetch(url):", "    return requests.get(url, timeout=10, verify=False)", ""],
  },
  {
    imports: ["import ssl"],
    inside: [
      "def make_context(path):",
      "    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)",
      "    context.load_verify_locations(path)",
      "    return context",
      "",
    ],
  },
  {
    imports: ["import http.client"],
    inside: ["def connect(host):", "    return http.client.HTTPSConnection(host, timeout=10)", ""],
  },
  {
    imports: ["import smtplib"],
    inside: [
      "def send(host, message):",
      "    with smtplib.SMTP(host) as server:",
      "        server.starttls()",
      "        server.send_message(message)",
      "",
    ],
  },
];

/** What uses TLS as it should: it has the words, and nothing is found. */
export const SOUND = [
  {
    imports: ["import ssl"],
    inside: [
      "def make_context():",
      "    context = ssl.create_default_context()",
      "    context.minimum_version = ssl.TLSVersion.TLSv1_2",
      "    return context",
      "",
    ],
  },
  {
    imports: ["import requests"],
    inside: [
      "def fetch(url, verify):",
      '    """A caller says verify=False only in tests."""',
      "    return requests.get(url, timeout=10, verify=verify)",
      "",
    ],
  },
];

/** What ordinary code says near the subject: common words, not those of a rule together. */
export const NEAR = [
  { imports: ["import ssl"], inside: ["TLS_ERRORS = (ssl.SSLError, OSError)", ""] },
  {
    imports: ["import requests"],
    inside: ["def fetch(url):", "    return requests.get(url, timeout=10)", ""],
  },
  { inside: ["def verify(signature, key):", "    return key.verify(signature)", ""] },
];
