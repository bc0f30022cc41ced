-- Health of a DatadogLinkedResource: whether its references have ids, and whether Datadog has the object that was made with them. Lua 5.1, as
-- Argo CD's interpreter. An object in deletion is Progressing before this script is asked.
local hs = { status = "Progressing", message = "waiting for the controller" }

local status = obj.status
if status == nil then
  return hs
end
-- What the status says of an earlier spec holds no longer.
if status.observedGeneration ~= nil and status.observedGeneration ~= obj.metadata.generation then
  return hs
end

local conditions = {}
for _, condition in ipairs(status.conditions or {}) do
  conditions[condition.type] = condition
end

-- What the controller and the operator do next by themselves. Every other reason stays until a person changes something.
local waits = { WaitingForReference = true, WaitingForOperator = true, Deleting = true }

for _, kind in ipairs({ "Resolved", "Ready" }) do
  local condition = conditions[kind]
  if condition == nil then
    return hs
  end
  if condition.status ~= "True" then
    hs.message = condition.message or condition.reason
    if not waits[condition.reason] then
      hs.status = "Degraded"
    end
    return hs
  end
end

local resource = status.resource or {}
if resource.syncStatus == "OK" and resource.id ~= nil and resource.id ~= "" then
  hs.status = "Healthy"
  hs.message = "id " .. resource.id
end
return hs
