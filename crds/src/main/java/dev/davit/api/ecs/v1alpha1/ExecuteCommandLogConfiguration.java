package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;

/** Where commands that people run are logged. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ExecuteCommandLogConfiguration {

    /** Accepted for compatibility; has no effect. */
    public Boolean cloudWatchEncryptionEnabled;

    /** Accepted for compatibility; has no effect. */
    @Size(max = 512) public String cloudWatchLogGroupName;

    /** Accepted for compatibility; has no effect. */
    @Size(max = 255) public String s3BucketName;

    /** Accepted for compatibility; has no effect. */
    public Boolean s3EncryptionEnabled;

    /** Accepted for compatibility; has no effect. */
    @Size(max = 1024) public String s3KeyPrefix;
}
