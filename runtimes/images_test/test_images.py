"""Starts the images of java25 and provided.al2023, and the Go example, as a cluster would, with a gateway of their own; run by runtimes/test."""

import os
import re
import subprocess
import sys
import textwrap
import unittest

RUNTIMES = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(RUNTIMES, "python/test"))

from fake_gateway import FakeGateway  # noqa: E402

IMAGES = os.path.join(RUNTIMES, "../hack/davit-images")
RESPONSE = "/2018-06-01/runtime/invocation/1/response"
HANDLER = """
import java.util.Map;
public class Handler {
    public Map<String, Object> handle(Map<String, Object> event) {
        return Map.of("hello", event.get("name"), "user", System.getProperty("user.name"), "java", Runtime.version().feature());
    }
}
"""
with open(os.path.join(RUNTIMES, "../examples/13-custom-runtime/function.yaml"), encoding="utf-8") as manifest:
    BOOTSTRAP = textwrap.dedent(manifest.read().split("bootstrap: |\n")[1].split("---\n")[0])


class Image:
    """A container of an image."""

    def __init__(self, name, port):
        self.process = subprocess.Popen([IMAGES, "run", name], env={**os.environ, "AWS_LAMBDA_RUNTIME_API": f"127.0.0.1:{port}"})

    def close(self):
        # Its container ends with it.
        self.process.kill()
        self.process.wait()


class ImagesTest(unittest.TestCase):
    def setUp(self):
        self.gateway = FakeGateway()
        self.addCleanup(self.gateway.close)

    def start(self, name, first=FakeGateway.STANDBY):
        image = Image(name, self.gateway.port)
        self.addCleanup(image.close)
        # The first run builds the image.
        self.gateway.expect(first, timeout=900)

    def call(self, event):
        self.gateway.invoke(event)
        return self.gateway.expect(RESPONSE)[1]

    def test_java25_runs_source_from_a_manifest(self):
        self.start("runtime-java25")
        self.gateway.claim({"Handler.java": HANDLER}, handler="Handler::handle")
        self.gateway.expect(FakeGateway.NEXT)
        self.assertEqual({"hello": "davit", "user": "sbx_user1051", "java": 25}, self.call({"name": "davit"}))

    def test_java25_starts_with_its_ahead_of_time_cache(self):
        with open(os.path.join(RUNTIMES, "java/image.yaml"), encoding="utf-8") as recipe:
            java, *options = re.findall(r"^  - (\S+)$", recipe.read().split("config:")[1], re.MULTILINE)
        # In this mode a cache that cannot be used is an error.
        checked = subprocess.run([IMAGES, "run", "--entrypoint", java, "runtime-java25", "-XX:AOTMode=on", *options[:-1], "-version"],
                                 capture_output=True, text=True)
        self.assertEqual(0, checked.returncode, checked.stdout + checked.stderr)

    def test_provided_runs_a_script_from_a_manifest(self):
        self.start("runtime-provided.al2023")
        self.gateway.claim({"bootstrap": BOOTSTRAP}, handler="any")
        self.gateway.expect(FakeGateway.NEXT)
        self.assertEqual({"hello": {"name": "davit"}}, self.call({"name": "davit"}))
        self.gateway.expect(FakeGateway.NEXT)

    def test_the_go_example_answers(self):
        self.start("example-go-image", FakeGateway.NEXT)
        self.assertEqual("davit", self.call({"name": "davit"})["hello"])


if __name__ == "__main__":
    unittest.main()
