package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** An EBS volume for each task; refused. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ServiceManagedEBSVolumeConfiguration {

    /** Whether it is encrypted. */
    public Boolean encrypted;

    /** Its file system. */
    @Size(max = 64) public String filesystemType;

    /** Its operations per second. */
    public Integer iops;

    /** Its key. */
    @Size(max = 2048) public String kmsKeyID;

    /** The role that makes it. */
    @Size(max = 2048) public String roleARN;

    /** Its size. */
    public Integer sizeInGiB;

    /** The snapshot that it is made from. */
    @Size(max = 255) public String snapshotID;

    /** Its tags. */
    @Size(max = 10) public List<EBSTagSpecification> tagSpecifications;

    /** Its throughput. */
    public Integer throughput;

    /** Its type. */
    @Size(max = 64) public String volumeType;
}
