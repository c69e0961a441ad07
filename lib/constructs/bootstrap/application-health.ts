/**
 * Health check of `argoproj.io/Application` for Argo CD's Lua VM (base, table and safe os; no string, no math).
 *
 * Argo CD ships none, so without one every child of a root counts as done at once and waves order nothing. The
 * documented check copies `status.health`, which since 3.4 hides missing objects and passes the verdict on an older
 * spec (https://github.com/argoproj/argo-cd/issues/27917, https://github.com/argoproj/argo-cd/issues/4669). This one
 * also sees a refused project or spec, an older spec anywhere in source or destination, and counts a failed operation
 * only when it was an attempt at the revisions that are wanted now.
 */
export const APPLICATION_HEALTH = `local hs = { status = "Progressing", message = "waiting for first reconciliation" }
local st = obj.status
if st == nil then return hs end

-- 0. the controller refuses the application (project not permitted, invalid spec, manifests cannot be made): the rest of
--    status may then be an old verdict. Degraded, not Progressing: a waiting root never looks at the commit that repairs it
for _, c in ipairs(st.conditions or {}) do
  if c.type == "UnknownError" or c.type == "InvalidSpecError" or c.type == "ComparisonError" then
    hs.status = "Degraded"
    hs.message = c.type .. ": " .. (c.message or "")
    return hs
  end
end

-- 1. stale verdict: the recorded comparison belongs to an older spec. Empty values count as absent.
local function empty(v)
  if v == nil or v == "" or v == false or v == 0 then return true end
  if type(v) ~= "table" then return false end
  for _, x in pairs(v) do if not empty(x) then return false end end
  return true
end
local function same(a, b)
  if empty(a) and empty(b) then return true end
  if type(a) ~= "table" or type(b) ~= "table" then return a == b end
  for k, v in pairs(a) do if not same(v, b[k]) then return false end end
  for k, v in pairs(b) do if a[k] == nil and not empty(v) then return false end end
  return true
end
local cmp = st.sync and st.sync.comparedTo
if obj.spec ~= nil and cmp ~= nil then
  local fresh = same(obj.spec.destination, cmp.destination)
  if obj.spec.sources ~= nil then fresh = fresh and same(obj.spec.sources, cmp.sources)
  else fresh = fresh and same(obj.spec.source, cmp.source) end
  if not fresh then
    hs.message = "status still describes an older spec"
    return hs
  end
end

-- 2. an operation is queued or running
local op = st.operationState
if obj.operation ~= nil or (op ~= nil and (op.phase == "Running" or op.phase == "Terminating")) then
  hs.message = "sync operation in progress"
  return hs
end
-- 3. since 3.4 a missing resource no longer shows in health, so sync status must be read too
if st.sync == nil or st.sync.status ~= "Synced" then
  -- a failure counts only if it was an attempt at the revision(s) that are wanted now
  local r = op ~= nil and op.syncResult or nil
  local current = false
  if r ~= nil and st.sync ~= nil then
    if not empty(st.sync.revisions) then current = same(r.revisions, st.sync.revisions) and same(r.sources, obj.spec.sources)
    else current = not empty(r.revision) and r.revision == st.sync.revision end
  end
  if current and (op.phase == "Failed" or op.phase == "Error") then
    hs.status = "Degraded"
    hs.message = op.message or "last sync operation failed"
  else
    hs.message = "not Synced"
  end
  return hs
end

local h = st.health
if h == nil or h.status == nil then return hs end
hs.message = h.message or ""
if h.status == "Suspended" then
  hs.status = "Healthy"          -- Suspended never satisfies a wave and would block it for ever
elseif h.status == "Healthy" or h.status == "Degraded" then
  hs.status = h.status
end
return hs
`;
