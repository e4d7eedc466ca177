package dev.davit.operator.ecs.service.deployment;

import dev.davit.api.ecs.v1alpha1.DeploymentAlarms;
import dev.davit.api.ecs.v1alpha1.Service;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Pure: the alarms that guard the deployments of a service. Davit watches no metrics: whoever does says in an annotation of the
 * service which alarms are in ALARM.
 *
 * @param watched the names of the alarms that fail a deployment; none where the spec does not enable them
 * @param reported whether anybody has said how they are
 * @param ringing those of them that are in ALARM
 * @param rollback whether the service then goes back
 */
public record AlarmStates(List<String> watched, boolean reported, List<String> ringing, boolean rollback) {

    /** The names of the alarms in ALARM, separated by commas; empty when none is. */
    public static final String IN_ALARM = "ecs.davit.dev/alarms-in-alarm";

    /** As the spec asks and the annotation says. */
    public static AlarmStates of(Service service) {
        var configuration = service.getSpec().deploymentConfiguration;
        DeploymentAlarms alarms = configuration == null ? null : configuration.alarms;
        if (alarms == null || !Boolean.TRUE.equals(alarms.enable)) {
            return new AlarmStates(List.of(), false, List.of(), false);
        }
        String said = Objects.requireNonNullElse(service.getMetadata().getAnnotations(), Map.<String, String>of())
                .get(IN_ALARM);
        List<String> inAlarm = said == null
                ? List.of()
                : Arrays.stream(said.split(",")).map(String::strip).toList();
        return new AlarmStates(
                alarms.alarmNames,
                said != null,
                alarms.alarmNames.stream().filter(inAlarm::contains).toList(),
                Boolean.TRUE.equals(alarms.rollback));
    }

    /** Whether a deployment that begins now goes on whatever they say: it may be what mends what they report. */
    Boolean ignoredFromNowOn() {
        return ringing.isEmpty() ? null : Boolean.TRUE;
    }
}
