package dev.davit.api.davit.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;
import java.util.Map;

/** The code of a revision. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class RevisionCode {

    /** File names to their text. */
    @Size(max = 1000) public Map<String, @Size(max = 1048576) String> inline;

    /** The zip archive instead of files. */
    public RevisionArchive archive;
}
