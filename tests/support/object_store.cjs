// node object_store.cjs MODULES FOLDER PORT KEY CERTIFICATE   an object store for tests, with the bucket "vigil".
const fs = require('fs');
const [modules, directory, port, key, cert] = process.argv.slice(2);
const S3rver = require(`${modules}/s3rver`);

new S3rver({
  address: '127.0.0.1',
  port: Number(port),
  key: fs.readFileSync(key),
  cert: fs.readFileSync(cert),
  silent: true,
  directory,
  vhostBuckets: false,
  configureBuckets: [{ name: 'vigil' }],
})
  .run()
  .then(() => console.error('listening'));
