"""What a function sees of its archives; run inside the image by runtimes/test."""

import io
import os
import stat
import tempfile
import unittest
import zipfile

from fake_gateway import Environment, FakeGateway

RESPONSE = "/2018-06-01/runtime/invocation/1/response"


def zipped(*entries):
    """An archive of (name, text[, mode]); a mode of None leaves it out."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text, *mode in entries:
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = (mode[0] if mode else 0o100644) << 16
            archive.writestr(entry, text)
    return out.getvalue()


class UnpackingTest(unittest.TestCase):
    def setUp(self):
        self.gateway = FakeGateway()
        self.addCleanup(self.gateway.close)
        self.environment = self.start()

    def start(self):
        self.opt_root = tempfile.mkdtemp()
        environment = Environment(self.gateway.port, DAVIT_OPT_ROOT=self.opt_root)
        self.addCleanup(environment.close)
        return environment

    def call(self, code, layers=(), event=None):
        self.gateway.expect(FakeGateway.STANDBY)
        self.gateway.claim(code, layers=list(layers))
        for archive in [*layers, *([code] if "sha256" in code else [])]:
            self.gateway.expect(archive["path"])
        self.gateway.expect(FakeGateway.NEXT)
        self.gateway.invoke(event)
        return self.gateway.expect(RESPONSE)[1]

    def init_error(self, code):
        self.gateway.expect(FakeGateway.STANDBY)
        self.gateway.claim(code)
        self.gateway.expect(code["path"])
        body = self.gateway.expect(FakeGateway.INIT_ERROR)[1]
        self.assertEqual(1, self.environment.process.wait(5))
        return body

    def test_runs_code_from_an_archive(self):
        code = zipped(("app.py", "import lib.names\ndef handler(e, c): return lib.names.upper(e)\n"), ("lib/", "", 0o040755),
                      ("lib/names.py", "def upper(name): return name.upper()\n"), ("größe.txt", "x"), ("bin/tool", "#!/bin/sh\n", 0o100755))
        self.assertEqual("DAVIT", self.call(self.gateway.archive(code), event="davit"))
        mode = lambda name: stat.S_IMODE(os.stat(os.path.join(self.environment.task_root, name)).st_mode)
        self.assertEqual([0o444, 0o555, 0o555, 0o444], [mode(n) for n in ("app.py", "lib", "bin/tool", "größe.txt")])

    def test_names_without_the_flag_are_utf8(self):
        code = bytearray(zipped(("app.py", "import os\ndef handler(e, c): return sorted(os.listdir('.'))\n"), ("größe", "x")))
        at = 0  # zipfile sets the flag for this name: take it away, in both headers
        for signature, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
            at = code.rindex(signature) + offset
            code[at:at + 2] = b"\0\0"
        self.assertEqual(["app.py", "größe"], [n for n in self.call(self.gateway.archive(bytes(code))) if n != "__pycache__"])

    def test_layers_come_to_opt_in_their_order(self):
        layers = [self.gateway.archive(zipped(("python/shared.py", "NAME = 'one'"), ("python/one.py", "X = 1"), ("tool", "a", 0o100755))),
                  self.gateway.archive(zipped(("python/shared.py", "NAME = 'two'"), ("python/two.py", "X = 2")))]
        code = self.gateway.archive(zipped(("app.py", "import shared, one, two\ndef handler(e, c): return [shared.NAME, one.X, two.X]\n")))
        self.assertEqual(["two", 1, 2], self.call(code, layers))
        self.assertEqual(0o555, stat.S_IMODE(os.stat(os.path.join(self.opt_root, "tool")).st_mode))

    def test_layers_go_with_inline_code(self):
        layer = self.gateway.archive(zipped(("python/shared.py", "NAME = 'one'")))
        self.assertEqual("one", self.call({"app.py": "import shared\ndef handler(e, c): return shared.NAME\n"}, [layer]))

    def test_a_layers_folder_replaces_a_file(self):
        layers = [self.gateway.archive(zipped(("python", "a file"))), self.gateway.archive(zipped(("python/shared.py", "NAME = 2")))]
        code = self.gateway.archive(zipped(("app.py", "import shared\ndef handler(e, c): return shared.NAME\n")))
        self.assertEqual(2, self.call(code, layers))

    def test_refuses_entries_that_would_go_elsewhere(self):
        for name in ("../evil.py", "/tmp/evil.py", "lib/../../evil.py", "a\\b"):
            with self.subTest(name):
                body = self.init_error(self.gateway.archive(zipped(("app.py", "x = 1"), (name, "x"))))
                self.assertEqual("Runtime.UnsafeArchive", body["errorType"])
                self.assertFalse(os.path.exists("/tmp/evil.py"))
            self.environment = self.start()

    def test_refuses_links(self):
        body = self.init_error(self.gateway.archive(zipped(("app.py", "x = 1"), ("link", "/etc/passwd", 0o120777))))
        self.assertEqual(("Runtime.UnsafeArchive", "The archive's entry 'link' is neither a file nor a folder"),
                         (body["errorType"], body["errorMessage"]))

    def test_refuses_an_archive_that_arrives_damaged(self):
        body = self.init_error(self.gateway.archive(zipped(("app.py", "x")), sha256="0" * 64))
        self.assertEqual("Runtime.CodeUnavailable", body["errorType"])
        self.assertIn("arrived damaged", body["errorMessage"])

    def test_tells_why_an_archive_cannot_be_had(self):
        body = self.init_error({"path": FakeGateway.CODE + "1" * 64, "sha256": "1" * 64, "size": 1})
        self.assertEqual("Runtime.CodeUnavailable", body["errorType"])
        self.assertIn("404 page not found", body["errorMessage"])


if __name__ == "__main__":
    unittest.main()
