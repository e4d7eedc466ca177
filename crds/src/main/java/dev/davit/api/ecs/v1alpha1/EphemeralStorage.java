package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;

/** Disk space of a task. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class EphemeralStorage {

    /** Disk space in GiB, 21 to 200; default 20. */
    @Required
    @ValidationRule(
            value = "self >= 21 && self <= 200",
            message =
                    "ephemeralStorage.sizeInGiB must be between 21 and 200, as on Fargate; leave ephemeralStorage out for 20.")
    public Integer sizeInGiB;
}
