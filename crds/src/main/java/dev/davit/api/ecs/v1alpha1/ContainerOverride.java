package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** What one container of one task takes instead of what the definition says. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ContainerOverride {

    /** The container's name in the task definition. */
    @Required
    @Size(min = 1, max = 255) public String name;

    /** Replaces the command of the definition or the image. */
    @Size(max = 1000) public List<@Size(max = 8192) String> command;

    /** Environment variables, added to those of the definition; one of the same name replaces it. */
    @Size(max = 100) public List<KeyValuePair> environment;

    /** CPU units of the container, instead of the definition's. */
    @ValidationRule(value = "self >= 0", message = "cpu of a container must not be negative.")
    public Integer cpu;

    /** Hard limit in MiB, at least 6, instead of the definition's. */
    @ValidationRule(value = "self >= 6", message = "memory of a container must be at least 6 (MiB), as on ECS.")
    public Integer memory;

    /** Memory set aside in MiB, at least 6, instead of the definition's. */
    @ValidationRule(value = "self >= 6", message = "memoryReservation must be at least 6 (MiB), as on ECS.")
    public Integer memoryReservation;
}
