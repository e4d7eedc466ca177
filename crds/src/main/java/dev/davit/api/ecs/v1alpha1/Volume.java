package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** A folder that containers of a task can share: empty at its start unless it says where its content is. */
@ValidationRule(
        value = "!has(self.host) || !has(self.host.sourcePath) || self.host.sourcePath == ''",
        message =
                "volumes.host.sourcePath is refused, because it opens a folder of the node to the task: remove it to get an "
                        + "empty folder that lives as long as the task.")
@ValidationRule(
        value =
                "[has(self.persistentVolumeClaim), has(self.configMap), has(self.secret)].filter(there, there).size() <= 1",
        message =
                "A volume is one of persistentVolumeClaim, configMap and secret: keep one of them, or none for an empty "
                        + "folder.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public class Volume {

    /** The name by which mountPoints find it: 1 to 255 letters, digits, hyphens and underscores. */
    @Required
    @ValidationRule(
            value = "self.matches('^[a-zA-Z0-9_-]{1,255}$')",
            message =
                    "A volume's name must be 1 to 255 letters, digits, hyphens and underscores: rename it, for example data.")
    @Size(max = 255) public String name;

    /** A PersistentVolumeClaim: what containers write there stays. Davit's own field. */
    public VolumeSource persistentVolumeClaim;

    /** A ConfigMap: a read-only file a key. Davit's own field. */
    public VolumeSource configMap;

    /** A Secret: a read-only file a key; Davit never reads it. Davit's own field. */
    public VolumeSource secret;

    /** Whether the service says more about it. Accepted by the schema; has no effect yet and is reported. */
    public Boolean configuredAtLaunch;

    /** Given and empty: an empty folder, as when it is left out. */
    public HostVolumeProperties host;

    /**
     * A volume of the Docker engine. Accepted for compatibility; has no effect: the volume is an empty folder,
     * and the field is reported.
     */
    public DockerVolumeConfiguration dockerVolumeConfiguration;

    /**
     * A folder of an EFS file system. Accepted by the schema; not available yet, so a task definition with it
     * is not accepted by the operator.
     */
    public EFSVolumeConfiguration efsVolumeConfiguration;

    /**
     * A folder of an FSx file system. Accepted by the schema; not available, so a task definition with it is
     * not accepted by the operator.
     */
    public FSxWindowsFileServerVolumeConfiguration fsxWindowsFileServerVolumeConfiguration;
}
