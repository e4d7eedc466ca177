package dev.davit.api.applicationautoscaling.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** What triggers a policy. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class Alarm {

    /** Its ARN. */
    @Size(max = 1600) public String alarmARN;

    /** Its name. */
    @Required
    @Size(max = 1024) public String alarmName;
}
