package dev.davit.e2e.aws;

/** One of AWS's own clients, unmodified but for endpoint and key, that tries nothing twice. */
public interface AwsClient extends AutoCloseable {

    /** What can be seen of the answer. Never throws for an error that the service answered. */
    AwsAnswer call(AwsCall call);

    @Override
    void close();
}
