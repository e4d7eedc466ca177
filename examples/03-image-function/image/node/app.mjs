// An ordinary Lambda handler: nothing in this image knows of Davit.
export const handler = async (event, context) => ({
  [process.env.GREETING ?? "hello"]: event.name ?? "world",
  from: context.functionName,
  runtime: `Node.js ${process.versions.node}`,
});
