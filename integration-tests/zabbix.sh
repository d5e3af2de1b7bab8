# A Zabbix server with its database, its frontend and both agents, all from Debian's packages and on loopback alone; read by
# the cases that want one, after debian.sh. Everything lies in a folder of its own, ends with the case, and nothing that may
# run on the machine already is touched.

ZABBIX_PACKAGES="zabbix-server-pgsql zabbix-frontend-php zabbix-agent2 zabbix-agent postgresql php-cli php-pgsql libsqliteodbc unixodbc curl jq"
ZABBIX=          # the folder, which the users postgres and zabbix can reach
ZABBIX_PIDS=()
ZABBIX_TOKEN=

# zabbix_ports: five free ones in a row, for PostgreSQL, server, agent 2, agent 1 and the frontend.
zabbix_ports() {
    local base try
    # Not all from the same one: two checkouts may be tested at once.
    for try in $(seq 0 89); do
        base=$((21050 + 10 * (($$ + try) % 90)))
        ss -Hltn "( sport >= :$base and sport <= :$((base + 4)) )" | grep -q . && continue
        SQL_PORT=$base SERVER_PORT=$((base + 1)) AGENT2_PORT=$((base + 2)) AGENT_PORT=$((base + 3)) WEB_PORT=$((base + 4))
        return 0
    done
    return 1
}

# zabbix_as USER COMMAND...: in the background, ended with the case.
zabbix_as() {
    local user=$1 name=$2
    shift 2
    setpriv --reuid "$user" --regid "$user" --init-groups "$@" >"$ZABBIX/log/$name" 2>&1 &
    ZABBIX_PIDS+=($!)
}

zabbix_stop() {
    local i
    # The other way round: the database last, told to be quick (SIGINT), the rest by SIGTERM.
    for ((i = ${#ZABBIX_PIDS[@]} - 1; i > 0; i--)); do kill "${ZABBIX_PIDS[i]}" 2>/dev/null || true; done
    for ((i = ${#ZABBIX_PIDS[@]} - 1; i > 0; i--)); do wait "${ZABBIX_PIDS[i]}" 2>/dev/null || true; done
    if [ ${#ZABBIX_PIDS[@]} -gt 0 ]; then
        kill -INT "${ZABBIX_PIDS[0]}" 2>/dev/null || true
        wait "${ZABBIX_PIDS[0]}" 2>/dev/null || true
    fi
    ZABBIX_PIDS=()
    [ -z "$ZABBIX" ] || rm -rf "$ZABBIX"
}

# until SECONDS COMMAND...: tries twice a second.
until_true() {
    local end=$((SECONDS + $1))
    shift
    until "$@"; do
        [ $SECONDS -lt $end ] || return 1
        sleep 0.5
    done
}

# zabbix_start: with the drop-in of the agents reading data/metrics.db in the folder.
zabbix_start() {
    zabbix_ports || left_out "no ports are free"
    ZABBIX=$(mktemp -d)
    trap zabbix_stop EXIT
    chmod 755 "$ZABBIX"
    mkdir -m 777 "$ZABBIX/log" "$ZABBIX/run"
    mkdir -m 751 "$ZABBIX/data"
    zabbix_database
    zabbix_server_config
    zabbix_agents "$ZABBIX/data/metrics.db"
    zabbix_frontend
    zabbix_as zabbix server env ODBCINI="$ZABBIX/odbc.ini" zabbix_server -f -c "$ZABBIX/server.conf"
    zabbix_as zabbix agent2 zabbix_agent2 -f -c "$ZABBIX/agent2.conf"
    zabbix_as zabbix agent zabbix_agentd -f -c "$ZABBIX/agentd.conf"
    until_true 60 zabbix_login
}

zabbix_database() {
    local bin
    bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
    install -d -o postgres -g postgres -m 700 "$ZABBIX/sql"
    setpriv --reuid postgres --regid postgres --init-groups "$bin/initdb" -D "$ZABBIX/sql" -A trust --no-sync -E UTF8 \
        --locale C >"$ZABBIX/log/initdb" 2>&1
    zabbix_as postgres postgres "$bin/postgres" -D "$ZABBIX/sql" -p $SQL_PORT -h 127.0.0.1 -k "$ZABBIX/run" \
        -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=60
    until_true 30 zabbix_sql -d postgres -qc 'SELECT 1' >/dev/null 2>&1
    zabbix_sql -d postgres -qc 'CREATE ROLE zabbix LOGIN' -c 'CREATE DATABASE zabbix OWNER zabbix'
    zcat /usr/share/zabbix-server-pgsql/schema.sql.gz /usr/share/zabbix-server-pgsql/images.sql.gz \
        /usr/share/zabbix-server-pgsql/data.sql.gz | zabbix_sql -U zabbix -d zabbix -1q >"$ZABBIX/log/schema" 2>&1
}

zabbix_sql() {
    local user=postgres
    [ "$1" != -U ] || { user=$2; shift 2; }
    psql -X -h 127.0.0.1 -p $SQL_PORT -U "$user" -v ON_ERROR_STOP=1 "$@"
}

zabbix_server_config() {
    printf '[lineside]\nDriver = SQLite3\nDatabase = %s\nNoCreat = Yes\nTimeout = 2000\n' "$ZABBIX/data/metrics.db" >"$ZABBIX/odbc.ini"
    chown zabbix "$ZABBIX/odbc.ini" # a user's own file, unlike /etc/odbc.ini, is opened for writing as well
    cat >"$ZABBIX/server.conf" <<EOF
ListenIP=127.0.0.1
ListenPort=$SERVER_PORT
LogType=console
PidFile=$ZABBIX/run/server.pid
SocketDir=$ZABBIX/run
DBHost=127.0.0.1
DBPort=$SQL_PORT
DBName=zabbix
DBUser=zabbix
CacheUpdateFrequency=2
StartPollers=2
StartPollersUnreachable=1
StartTrappers=2
StartPingers=0
StartDiscoverers=0
StartHTTPPollers=0
StartDBSyncers=1
StartODBCPollers=1
Timeout=4
EOF
}

# The drop-in as it is shipped, but for where its files are.
zabbix_agents() {
    sed -e "s|/var/lib/lineside/metrics.db|$1|" -e "s|/usr/share/lineside/zabbix/|$ROOT/zabbix/|" \
        "$ROOT/zabbix/lineside.conf" >"$ZABBIX/lineside.conf"
    cat >"$ZABBIX/agent2.conf" <<EOF
Server=127.0.0.1
ListenIP=127.0.0.1
ListenPort=$AGENT2_PORT
Hostname=lineside
LogType=console
PidFile=$ZABBIX/run/agent2.pid
ControlSocket=$ZABBIX/run/agent2.sock
PluginSocket=$ZABBIX/run/plugin.sock
Include=$ZABBIX/lineside.conf
EOF
    cat >"$ZABBIX/agentd.conf" <<EOF
Server=127.0.0.1
ListenIP=127.0.0.1
ListenPort=$AGENT_PORT
Hostname=lineside-1
LogType=console
PidFile=$ZABBIX/run/agentd.pid
Include=$ZABBIX/lineside.conf
EOF
}

zabbix_frontend() {
    cp -aL /usr/share/zabbix "$ZABBIX/web" 2>/dev/null || true # links to what isn't installed are left
    sed -i "s|CONFIG_FILE_PATH = .*|CONFIG_FILE_PATH = '$ZABBIX/frontend.php';|" "$ZABBIX/web/include/classes/core/CConfigFile.php"
    cat >"$ZABBIX/frontend.php" <<EOF
<?php
\$DB['TYPE'] = 'POSTGRESQL';
\$DB['SERVER'] = '127.0.0.1';
\$DB['PORT'] = '$SQL_PORT';
\$DB['DATABASE'] = 'zabbix';
\$DB['USER'] = 'zabbix';
\$DB['PASSWORD'] = '';
\$DB['SCHEMA'] = '';
\$DB['ENCRYPTION'] = false;
\$DB['DOUBLE_IEEE754'] = true;
\$ZBX_SERVER = '127.0.0.1';
\$ZBX_SERVER_PORT = '$SERVER_PORT';
\$ZBX_SERVER_NAME = 'test';
\$IMAGE_FORMAT_DEFAULT = IMAGE_FORMAT_PNG;
EOF
    # Its pages complain where there is no American locale.
    mkdir "$ZABBIX/locale"
    cp -r /usr/lib/locale/C.utf8 "$ZABBIX/locale/en_US.utf8" 2>/dev/null || true
    zabbix_as www-data web env LOCPATH="$ZABBIX/locale" php -d post_max_size=16M -d max_execution_time=300 \
        -d max_input_time=300 -d memory_limit=256M -d date.timezone=UTC -S 127.0.0.1:$WEB_PORT -t "$ZABBIX/web"
}

# zabbix_api METHOD PARAMS: the result as JSON.
zabbix_api() {
    local answer
    answer=$(jq -cn --arg m "$1" --argjson p "$2" --arg t "$ZABBIX_TOKEN" \
        '{jsonrpc: "2.0", id: 1, method: $m, params: $p} + if $t == "" then {} else {auth: $t} end' |
        curl -sS -m 60 -H 'Content-Type: application/json-rpc' -d @- "http://127.0.0.1:$WEB_PORT/api_jsonrpc.php")
    if ! jq -e 'has("result")' >/dev/null 2>&1 <<<"$answer"; then
        echo "zabbix $1: $answer" >&2
        return 1
    fi
    jq -c .result <<<"$answer"
}

zabbix_login() {
    ZABBIX_TOKEN=
    ZABBIX_TOKEN=$(zabbix_api user.login '{"username": "Admin", "password": "zabbix"}' 2>/dev/null | jq -r .) &&
        [ -n "$ZABBIX_TOKEN" ]
}

# zabbix_import FILE: a template, as an administrator would import it.
zabbix_import() {
    zabbix_api configuration.import "$(jq -n --rawfile s "$1" '
        {createMissing: true, updateExisting: true} as $both
        | {format: "yaml", source: $s, rules: {groups: $both, templates: $both, items: $both, triggers: $both,
           graphs: $both, valueMaps: $both, discoveryRules: $both, templateDashboards: $both}}')"
}

# zabbix_host NAME PORT TEMPLATE: a host with an agent at this port; its identifier.
zabbix_host() {
    local template group
    template=$(zabbix_api template.get "$(jq -n --arg n "$3" '{filter: {host: [$n]}}')" | jq -r '.[0].templateid')
    group=$(zabbix_api hostgroup.get '{"filter": {"name": ["Linux servers"]}}' | jq -r '.[0].groupid')
    zabbix_api host.create "$(jq -n --arg n "$1" --arg p "$2" --arg t "$template" --arg g "$group" '
        {host: $n, groups: [{groupid: $g}], templates: [{templateid: $t}],
         interfaces: [{type: 1, main: 1, useip: 1, ip: "127.0.0.1", dns: "", port: $p}]}')" | jq -r '.hostids[0]'
}

# zabbix_macros HOSTID NAME...: the identifiers of those that this host has set itself.
zabbix_macros() {
    local host=$1
    shift
    zabbix_api usermacro.get "$(jq -n --arg h "$host" '{hostids: $h, output: ["macro"]}')" |
        jq -c '[.[] | select(.macro[11:-1] | IN($ARGS.positional[])) | .hostmacroid]' --args "$@"
}

# zabbix_macro HOSTID NAME VALUE: as an administrator sets a threshold of one host.
zabbix_macro() {
    local set
    set=$(zabbix_macros "$1" "$2" | jq -r '.[]')
    if [ -n "$set" ]; then
        zabbix_api usermacro.update "$(jq -n --arg i "$set" --arg v "$3" '{hostmacroid: $i, value: $v}')" >/dev/null
    else
        zabbix_api usermacro.create "$(jq -n --arg h "$1" --arg m "{\$LINESIDE.$2}" --arg v "$3" '{hostid: $h, macro: $m, value: $v}')" >/dev/null
    fi
}

# zabbix_macro_gone HOSTID NAME...: these are the template's again.
zabbix_macro_gone() { zabbix_api usermacro.delete "$(zabbix_macros "$@")" >/dev/null; }

# zabbix_value HOSTID KEY: the last value of an item.
zabbix_value() {
    zabbix_api item.get "$(jq -n --arg h "$1" --arg k "$2" '{hostids: $h, output: ["lastvalue", "lastclock"], filter: {key_: $k}}')" |
        jq -r '.[] | select(.lastclock != "0") | .lastvalue'
}

# zabbix_problems HOSTID: severity (1 information .. 5 disaster) and sentence of each open problem.
zabbix_problems() {
    zabbix_api problem.get "$(jq -n --arg h "$1" '{hostids: $h}')" | jq -r '.[] | [.severity, .name] | @tsv'
}

# zabbix_close HOSTID SENTENCE: as an operator closes a problem; fails where that may not be.
zabbix_close() {
    zabbix_api event.acknowledge "$(zabbix_api problem.get "$(jq -n --arg h "$1" '{hostids: $h}')" |
        jq --arg n "$2" '{eventids: [.[] | select(.name == $n) | .eventid], action: 1}')"
}

# zabbix_history HOSTID: each problem there was: when it was raised, when it recovered, and its sentence.
zabbix_history() {
    zabbix_api event.get "$(jq -n --arg h "$1" '{hostids: $h, sortfield: ["clock"], output: ["clock", "name", "value", "r_eventid"]}')" |
        jq -r '(map({(.eventid): (.clock | tonumber)}) | add) as $at | .[] | select(.value == "1")
            | [(.clock | tonumber | strftime("%H:%M:%S")), ($at[.r_eventid] // empty | strftime("%H:%M:%S")) // "lasts", .name] | @tsv'
}
