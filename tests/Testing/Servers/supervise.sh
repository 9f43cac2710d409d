# Runs a server for as long as the process that holds our standard input lives.
#   $1 directory: the server's data; we work there, and remove it when that process is gone
#   $2 user to run as, empty for the current one (PostgreSQL refuses to run as root)
#   $3 signal that stops the server at once, when nobody needs its data any more
#   $4 signal that stops the server in the orderly way, on the order "stop"
#   $5 the server: a shell script, given the rest of the arguments
directory=$1 user=$2 end=$3 stop=$4 script=$5
shift 5
cd "$directory" || exit
exec 3<&0 </dev/null >>server.log 2>&1

if [ -n "$user" ]; then
    chown -R "$user" "$directory"
    setsid setpriv --reuid="$user" --regid="$(id -g "$user")" --clear-groups sh -c "$script" sh "$@" 3<&- &
else
    setsid sh -c "$script" sh "$@" 3<&- &
fi
server=$!

# setsid gave the server a process group of its own: signals reach all of it and nothing else.
{
    if read -r order <&3 && [ "$order" = stop ]; then
        kill -"$stop" -"$server"
    else
        : >.remove
        kill -"$end" -"$server"
        sleep 10
        kill -KILL -"$server"
    fi
} &
watcher=$!

wait "$server"
status=$?
kill "$watcher"
kill -KILL -"$server"
if [ -e .remove ]; then
    cd /
    rm -rf "$directory"
fi
exit "$status"
