package dev.davit.api.davit.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.lambda.v1alpha1.ImageConfig;
import java.util.List;
import java.util.Map;

/** Function Revision Spec. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class FunctionRevisionSpec {
    /** Function name. */
    public String functionName;

    /** Runtime. */
    public String runtime;

    /** Handler. */
    public String handler;

    /** Image uri. */
    public String imageURI;

    /** Image config. */
    public ImageConfig imageConfig;

    /** Code. */
    public RevisionCode code;

    /** Code sha256. */
    public String codeSHA256;

    /** Code size. */
    public Long codeSize;

    /** Memory size. */
    public Integer memorySize;

    /** Timeout. */
    public Integer timeout;

    /** Ephemeral storage size. */
    public Integer ephemeralStorageSize;

    /** Idle timeout seconds. */
    public Integer idleTimeoutSeconds;

    /** Environment. */
    public Map<String, String> environment;

    /** Service account name. */
    public String serviceAccountName;

    /** Architectures. */
    public List<String> architectures;

    /** Environment pool. */
    public String environmentPool;
}
