package dev.davit.gateway.http.ecs.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.davit.api.ecs.v1alpha1.NetworkConfiguration;
import dev.davit.api.ecs.v1alpha1.TaskContainer;
import dev.davit.api.ecs.v1alpha1.TaskDefinitionSpec;
import dev.davit.gateway.testbed.AwsModel;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every field of our kinds is a member of AWS's model once it is renamed, or is known to be ours. */
class AwsNamesTest {

    private static final AwsModel MODEL = AwsModel.of("/ecs-model.json");

    @Test
    void everyFieldHasAwssNameOrIsOurs() {
        List<String> problems = new ArrayList<>();
        check(TaskDefinitionSpec.class, "TaskDefinition", problems);
        check(NetworkConfiguration.class, "NetworkConfiguration", problems);
        check(TaskContainer.class, "Container", problems);
        problems.remove("TaskDefinition has no tags"); // they are a member of the answer beside it
        assertThat(problems).isEmpty();
    }

    private static void check(Class<?> type, String shape, List<String> problems) {
        for (Field field : type.getFields()) {
            if (Modifier.isStatic(field.getModifiers()) || AwsNames.OURS.contains(field.getName())) {
                continue;
            }
            String name = AwsNames.AWS.getOrDefault(field.getName(), field.getName());
            if (!MODEL.members(shape).contains(name)) {
                problems.add(shape + " has no " + name);
                continue;
            }
            String structure = MODEL.structure(shape, name);
            Class<?> inner = item(field.getGenericType());
            if (structure != null && inner.getPackageName().equals(type.getPackageName())) {
                check(inner, structure, problems);
            }
        }
    }

    private static Class<?> item(Type type) {
        return type instanceof ParameterizedType list ? item(list.getActualTypeArguments()[0]) : (Class<?>) type;
    }

    @Test
    void theWordsOfUsersStayAsTheyAre() throws Exception {
        String spec = """
                {"containerDefinitions": [{"name": "a", "image": "i",
                  "logConfiguration": {"logDriver": "awslogs", "options": {"taskRoleRef": "x", "fileSystemID": "y"}}}],
                 "taskRoleRef": {"from": {"name": "r"}}, "taskRoleARN": "role"}""";
        ObjectNode document = AwsNames.toAws(new ObjectMapper().readValue(spec, TaskDefinitionSpec.class));
        assertThat(document.toString())
                .contains("\"options\":{\"taskRoleRef\":\"x\",\"fileSystemID\":\"y\"}")
                .contains("\"taskRoleArn\":\"role\"")
                .doesNotContain("from");
    }

    @ParameterizedTest
    @CsvSource({"256, 256", ".25 vCPU, 256", "0.5vCPU, 512", "1 VCPU, 1024", "2 GB, 2048", "0.5 GB, 512", "odd, odd"})
    void sizesAreInSmallUnits(String size, String units) {
        assertThat(Units.of(size)).isEqualTo(units);
    }
}
