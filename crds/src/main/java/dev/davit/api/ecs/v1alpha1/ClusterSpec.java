package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.schema.MapKey;
import dev.davit.api.schema.SetList;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** A name for services that belong together, and where their tasks run by default. */
@ValidationRule(
        value = "(has(self.name) == has(oldSelf.name)) && (!has(self.name) || self.name == oldSelf.name)",
        message = "The name of a cluster cannot be changed: create another Cluster.")
@ValidationRule(
        value =
                "!has(self.capacityProviders) || !has(self.defaultCapacityProviderStrategy) || self.defaultCapacityProviderStrategy.all(s, s.capacityProvider in self.capacityProviders)",
        message =
                "defaultCapacityProviderStrategy names a capacity provider that is not in capacityProviders: add it there.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ClusterSpec {

    /**
     * The name of the cluster; default: metadata.name. At most 63 characters, as tasks carry it as a label; AWS takes 255.
     * Cannot be changed.
     */
    @ValidationRule(
            value = "self.matches('^[a-zA-Z0-9]([a-zA-Z0-9_-]{0,61}[a-zA-Z0-9])?$')",
            message =
                    "name may hold 1 to 63 letters, digits, underscores and hyphens, of which the first and the last are"
                            + " letters or digits: respell it.")
    @Size(max = 63) public String name;

    /** The capacity providers that services of the cluster may name; default: all that there are. */
    @SetList
    @Size(max = 20) public List<@Size(min = 1, max = 255) String> capacityProviders;

    /** Where tasks of services run that say nothing of it. */
    @MapKey("capacityProvider")
    @Size(max = 20) public List<CapacityProviderStrategyItem> defaultCapacityProviderStrategy;

    /** Accepted for compatibility; has no effect. */
    public ClusterConfiguration configuration;

    /** Accepted for compatibility; has no effect. */
    public ClusterServiceConnectDefaults serviceConnectDefaults;

    /** Accepted for compatibility; has no effect. */
    @Size(max = 10) public List<ClusterSetting> settings;

    /** Tags for people and cost reports, at most 50. */
    @Size(max = 50) public List<Tag> tags;
}
