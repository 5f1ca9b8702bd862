/**
 * Makes one file system of all NVMe instance stores, striped where there are several, before Docker and the agent start. Instances without such
 * disks go on without.
 */
export function instanceStoreLines(mountPath: string): string[] {
  return [
    'stores=$(for link in /dev/disk/by-id/nvme-Amazon_EC2_NVMe_Instance_Storage_*; do [ -e "$link" ] && readlink -f "$link"; done | sort -u)',
    'count=$(echo "$stores" | grep -c .)',
    'if [ "$count" -gt 0 ]; then',
    '  systemctl stop docker.socket docker.service',
    '  store="$stores"',
    '  if [ "$count" -gt 1 ]; then',
    '    command -v mdadm > /dev/null || dnf install -y mdadm',
    '    mdadm --create /dev/md/stores --force --run --level=0 --raid-devices="$count" $stores',
    '    mdadm --detail --scan >> /etc/mdadm.conf',
    '    store=/dev/md/stores',
    '  fi',
    '  mkfs.xfs -f "$store"',
    `  mkdir -p '${mountPath}'`,
    `  echo "UUID=$(blkid -s UUID -o value "$store") ${mountPath} xfs defaults,nofail 0 2" >> /etc/fstab`,
    `  mount '${mountPath}'`,
    // The agent of ECS starts after this script, and Docker before the agent: to wait for either here would be to wait for ever.
    '  systemctl start --no-block docker.service',
    'fi',
  ];
}
