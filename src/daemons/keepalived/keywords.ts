// Keywords of keepalived 2.2.7 by block, each tried with `keepalived --config-test`, and what they mean for a design.

/** What a keyword means: read into the part, without effect on what is simulated, or beyond what a design can say. */
export type Effect = 'understood' | 'ignored' | 'unsupported';

/** Blocks whose keywords are known here. */
export type Place = 'top' | 'global_defs' | 'vrrp_instance' | 'vrrp_script' | 'authentication';

const KEYWORDS: { [In in Place]: { [Kind in Effect]: string } } = {
  top: {
    understood: 'global_defs vrrp_script vrrp_instance',
    ignored: 'child_wait_time garp_group instance linkbeat_interfaces linkbeat_use_polling namespace_with_ipsets net_namespace net_namespace_ipvs use_pid_dir',
    unsupported: 'bfd_instance interface_up_down_delays static_ipaddress static_routes static_rules track_file track_group virtual_server virtual_server_group vrrp_sync_group '
      + 'vrrp_track_file vrrp_track_process include includea includeb includem includer includew',
  },
  global_defs: {
    understood: 'router_id vrrp_version enable_script_security script_user',
    ignored: 'bfd_cpu_affinity bfd_no_swap bfd_priority bfd_process_name bfd_rlimit_rtime bfd_rlimit_rttime bfd_rt_priority checker_cpu_affinity checker_log_all_failures '
      + 'checker_no_swap checker_priority checker_process_name checker_rlimit_rtime checker_rlimit_rttime checker_rt_priority config_save_dir data_use_instance dbus_service_name '
      + 'default_interface disable_local_igmp dynamic_interfaces enable_dbus enable_snmp_checker enable_snmp_keepalived enable_snmp_rfc enable_snmp_rfcv2 enable_snmp_rfcv3 '
      + 'enable_snmp_vrrp enable_traps fifo_write_vrrp_states_on_reload include_check log_unknown_vrids lvs_flush lvs_flush_on_stop lvs_flush_onstop lvs_netlink_cmd_rcv_bufs '
      + 'lvs_netlink_cmd_rcv_bufs_force lvs_netlink_monitor_rcv_bufs lvs_netlink_monitor_rcv_bufs_force lvs_notify_fifo lvs_notify_fifo_script lvs_process_name lvs_timeouts '
      + 'max_auto_priority min_auto_priority_delay nftables nftables_counters nftables_ifindex nftables_ipvs nftables_ipvs_priority nftables_ipvs_start_fwmark nftables_priority '
      + 'no_checker_emails no_email_faults notification_email notification_email_from process_monitor_rcv_bufs process_monitor_rcv_bufs_force process_name process_names random_seed '
      + 'reload_check_config reload_file reload_repeat reload_time_file rs_init_notifies smtp_alert smtp_alert_checker smtp_alert_vrrp smtp_connect_timeout smtp_helo_name smtp_server '
      + 'snmp_socket tmp_config_directory umask vmac_addr_prefix vmac_prefix vrrp_check_unicast_src vrrp_cpu_affinity vrrp_garp_extra_if vrrp_garp_interval vrrp_garp_lower_prio_delay '
      + 'vrrp_garp_lower_prio_repeat vrrp_garp_master_delay vrrp_garp_master_refresh vrrp_garp_master_refresh_repeat vrrp_garp_master_repeat vrrp_gna_interval vrrp_iptables vrrp_ipsets '
      + 'vrrp_mcast_group4 vrrp_mcast_group6 vrrp_min_garp vrrp_netlink_cmd_rcv_bufs vrrp_netlink_cmd_rcv_bufs_force vrrp_netlink_monitor_rcv_bufs vrrp_netlink_monitor_rcv_bufs_force '
      + 'vrrp_no_swap vrrp_notify_priority_changes vrrp_priority vrrp_process_name vrrp_rlimit_rtime vrrp_rlimit_rttime vrrp_rt_priority vrrp_rx_bufs_multiplier vrrp_rx_bufs_policy '
      + 'vrrp_skip_check_adv_addr vrrp_vmac_garp_intvl',
    unsupported: 'lvs_sync_daemon notify_fifo notify_fifo_script shutdown_script shutdown_script_timeout startup_script startup_script_timeout vrrp_down_timer_adverts '
      + 'vrrp_higher_prio_send_advert vrrp_lower_prio_no_advert vrrp_notify_fifo vrrp_notify_fifo_script vrrp_startup_delay vrrp_strict',
  },
  vrrp_instance: {
    understood: 'advert_int authentication interface nopreempt preempt preempt_delay priority state track_script unicast_peer unicast_src_ip version virtual_ipaddress virtual_router_id',
    ignored: 'accept check_unicast_src debug garp_extra_if garp_lower_prio_delay garp_lower_prio_repeat garp_master_delay garp_master_refresh garp_master_refresh_repeat '
      + 'garp_master_repeat kernel_rx_buf_size linkbeat_use_polling lvs_sync_daemon_interface mcast_dst_ip mcast_src_ip native_ipv6 notify_priority_changes old_unicast_checksum '
      + 'promote_secondaries skip_check_adv_addr smtp_alert unicast_ttl vmac_garp_intvl',
    unsupported: 'dont_track_primary down_timer_adverts higher_prio_send_advert lower_prio_no_advert no_accept notify notify_backup notify_deleted notify_fault notify_master '
      + 'notify_master_rx_lower_pri notify_stop strict_mode track_bfd track_file track_interface track_process track_src_ip unicast_fault_no_peer use_ipvlan use_vmac use_vmac_addr '
      + 'virtual_ipaddress_excluded virtual_routes virtual_rules vmac_xmit_base vrf',
  },
  vrrp_script: { understood: 'script interval fall rise weight user', ignored: 'timeout', unsupported: 'init_fail' },
  authentication: { understood: 'auth_type auth_pass', ignored: '', unsupported: '' },
};

/** The meaning of a keyword in a block; null: keepalived does not know it there. */
export function effectOf(place: Place, keyword: string): Effect | null {
  const kinds = KEYWORDS[place];
  for (const effect of ['understood', 'ignored', 'unsupported'] as const) if (kinds[effect].split(' ').includes(keyword) && keyword !== '') return effect;
  return null;
}

/** Keywords that stand alone; every other one that is understood needs a parameter or a block. */
export const FLAGS: ReadonlySet<string> = new Set(['nopreempt', 'preempt', 'enable_script_security']);
/** Keywords with a block. */
export const BLOCKS: ReadonlySet<string> = new Set([
  'global_defs', 'vrrp_script', 'vrrp_instance', 'authentication', 'virtual_ipaddress', 'virtual_ipaddress_excluded', 'virtual_routes', 'virtual_rules', 'unicast_peer', 'track_script',
  'track_interface', 'track_file', 'track_process', 'track_bfd', 'notification_email', 'vrrp_sync_group', 'virtual_server', 'virtual_server_group', 'bfd_instance', 'garp_group',
  'static_ipaddress', 'static_routes', 'static_rules', 'track_group', 'vrrp_track_process', 'vrrp_track_file', 'track_file',
]);
